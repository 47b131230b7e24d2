import { ownCases } from '#server/db/queries/own.ts';
import type { Line } from '../domain/sentences.ts';
import { rightAt } from '../schema.ts';
import { foldCases, type OwnCase, type PersonCtx } from './own-case.ts';
import { openTo } from './use-right.ts';

/** A line of her page that she may ask about: an update, a court day, what happens next, a right. */
export type OwnLine = { caseId: string; title: Line };
type Kind = 'event' | 'hearing' | 'next' | 'right';

function lineIn(own: OwnCase, kind: Kind, id: string, now: Date): Line | undefined {
	const { view, row } = own;
	// News that is not open has no words here either (P4).
	if (kind === 'event') return view.timeline.find((entry) => entry.id === id && entry.hidden === 'shown')?.title;
	if (kind === 'hearing') return view.hearings.find((hearing) => hearing.id === id)?.line;
	if (kind === 'next') return row.id === id ? view.next : undefined;
	// An address says which right by a number, and nothing of what it is about (S-09).
	const open = openTo(own, now).find((right) => right.id === (rightAt(id) ?? id));
	return open && { key: `rights.open.${open.id}.title`, values: {} };
}

/** The line of this person's page with this id, as she reads it there; null where it is not hers, or not (any more) on her page. */
export async function ownLine(ctx: PersonCtx, kind: Kind, id: string): Promise<OwnLine | null> {
	for (const own of await foldCases(ctx, await ownCases(ctx.db, ctx.actor.id))) {
		const title = lineIn(own, kind, id, ctx.now);
		if (title) return { caseId: own.row.id, title };
	}
	return null;
}
