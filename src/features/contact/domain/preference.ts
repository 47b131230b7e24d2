export const wayKinds = ['phone', 'text', 'email', 'post'] as const;
export type WayKind = (typeof wayKinds)[number];

/** One way to a person. `unknown`: we have it (from the police, say), but nobody asked the person. A way that is paused or not yet checked is not used (P6, P9). */
export type Way = { id: string; kind: WayKind; safe: 'safe' | 'unsafe' | 'unknown'; paused: boolean; checked: boolean };

/** A time that is safe, in London wall-clock time. `days`: 1 Monday … 7 Sunday, the day it starts. `from` inclusive, `to` exclusive ('24:00' allowed); a `to` before `from` runs over midnight. */
export type Hours = { days: readonly number[]; from: string; to: string };

/** What the person told us about reaching them (P15). `hours` null: not answered, then only office hours count. `changedSince`: an address, phone, relationship or release changed after it was confirmed. */
export type Preference = {
	mayContact: 'yes' | 'no_look_here' | 'no_i_call' | 'unasked';
	ways: readonly Way[];
	hours: readonly Hours[] | null;
	voicemail: 'none' | 'words';
	sayWho: boolean;
	confirmedAt: string | null;
	changedSince: boolean;
	died: boolean;
};

/** What is on record of one person's choices, and of her ways: `name` is the same for the same number or address. */
export type SaidRow = Pick<Preference, 'mayContact' | 'hours' | 'voicemail' | 'sayWho' | 'changedSince'> & { confirmedAt: Date | null };
export type WayOnRecord = Pick<Way, 'id' | 'kind' | 'safe' | 'checked'> & { pausedAt: Date | null; name: string };

/**
 * The person's choices as the gate reads them, for whoever asks: staff and agencies by the same rule. Nothing on record is not asked: when in doubt we do not contact. The same number
 * given twice is one number: what was said not to be safe stays so (P2).
 */
export function preferenceFrom(row: SaidRow | undefined, ways: readonly WayOnRecord[], died: boolean): Preference {
	const nameOf = ({ kind, name }: WayOnRecord) => `${kind} ${name}`;
	const unsafe = new Set(ways.filter(({ safe }) => safe === 'unsafe').map(nameOf));
	return {
		mayContact: row?.mayContact ?? 'unasked',
		ways: ways.map((way) => ({
			...{ id: way.id, kind: way.kind, safe: unsafe.has(nameOf(way)) ? ('unsafe' as const) : way.safe },
			...{ paused: way.pausedAt !== null, checked: way.checked }
		})),
		hours: row?.hours ?? null,
		voicemail: row?.voicemail ?? 'none',
		sayWho: row?.sayWho ?? false,
		confirmedAt: row?.confirmedAt?.toISOString() ?? null,
		changedSince: row?.changedSince ?? false,
		died
	};
}

export type Risk = 'ordinary' | 'raised';

/** Why we want to reach the person: a notice that no one watches, a worker's contact, danger news (P4) told by a worker, or a contact outside the hours that a second worker agreed to. `way` narrows it to one kind. */
export type Purpose = { kind: 'automatic' | 'worker' | 'danger' | 'agreed'; way?: WayKind };

const dayLength = 86_400_000;
const freshDays: Record<Risk, number> = { raised: 30, ordinary: 180 };

/**
 * Whether the choices are too old to be trusted: 30 days at raised risk, otherwise 180, or at once after a change (P2). Never confirmed, or an unreadable date, is stale:
 * when in doubt we do not contact.
 */
export function isStale(preference: Preference, risk: Risk, instant: Date): boolean {
	if (preference.changedSince || preference.confirmedAt === null) return true;
	const age = instant.getTime() - Date.parse(preference.confirmedAt);
	return !(age <= freshDays[risk] * dayLength);
}
