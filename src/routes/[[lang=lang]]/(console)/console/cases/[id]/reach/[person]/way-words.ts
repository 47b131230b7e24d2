import type { WayKind } from '#features/contact/domain/preference.ts';
import type { wayDeeds } from '#features/contact/schema.ts';
import type { Translate } from '#words/words.ts';

type Deed = (typeof wayDeeds)[number];
type Way = { id: string; kind: WayKind; safe: 'safe' | 'unsafe' | 'unknown'; checked: boolean; paused: boolean; ending: string | null };
export type WayRow = { id: string; title: string; state: string; deeds: readonly Deed[] };

/** What a worker can write down about a way, as it stands now. */
function deedsFor({ safe, checked, paused }: Way): Deed[] {
	if (safe === 'unsafe') return ['end'];
	return [
		...(paused ? (['resume'] as const) : []),
		...(safe === 'unknown' ? (['safe'] as const) : checked ? [] : (['checked'] as const)),
		'unsafe',
		'end'
	];
}

/** One way in words: what it is, how it stands, what can be written down. */
export function wayRow(way: Way, { t }: { t: Translate }): WayRow {
	const kind = t(`reach.way.${way.kind}`);
	const state = way.safe !== 'safe' ? way.safe : way.checked ? 'safe' : 'new';
	return {
		id: way.id,
		title: way.ending ? t('contact.reach.ending', { kind, ending: way.ending }) : kind,
		state: [t(`contact.reach.state.${state}`), ...(way.paused ? [t('contact.reach.state.paused')] : [])].join(' '),
		deeds: deedsFor(way)
	};
}
