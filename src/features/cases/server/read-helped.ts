import { helpedCase } from '#server/db/queries/advocate.ts';
import { eventsOf, tellingsOf } from '#server/db/queries/cases.ts';
import { ownHidden } from '#server/db/queries/own.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { tickedOnly, type HelpedView } from '../domain/helped.ts';
import { rightsNow } from '../domain/rights.ts';
import { track } from '../domain/track.ts';
import type { Reader } from '../domain/track-view.ts';
import { idSchema } from '../schema.ts';
import { toCaseEvents } from './case-events.ts';
import { codeCaseOf } from './code-case.ts';
import { notReported, type PersonCtx } from './own-case.ts';
import { knownTo, withoutHidden } from './own-rules.ts';

/** A helper's page about somebody: whose it is, until when, and what was ticked. */
export type HelpedPage = { id: string; name: string | null; lastDay: Day; view: HelpedView; parts: string[] };

/**
 * What somebody who was let in may read now (P17, S-25): the ticked parts, and nothing of hard news until a worker has told the person whose case it is, because her own opening leaves no
 * row (S-31). What she hid is in none of it. Each look is in the log, and she reads it there. @throws NotYours where no grant to this actor stands in this very request.
 */
export async function readHelped(ctx: PersonCtx, grantId: string): Promise<HelpedPage> {
	const { db, actor, now } = ctx;
	const row = idSchema.safeParse(grantId).success ? await helpedCase(db, actor.id, grantId) : undefined;
	if (!row) throw new NotYours();
	ctx.about({ personId: row.personId, caseId: row.caseId, objectId: row.id });
	const [events, tellings, hidden] = await Promise.all([
		eventsOf(db, [row.caseId]),
		tellingsOf(db, [row.caseId]),
		ownHidden(db, row.personId, [row.caseId])
	]);
	// A whole case that she said is not about her is nobody's to read (P13).
	if (hidden.some(({ eventId, referenceId }) => eventId === null && referenceId === null)) throw new NotYours();
	const reader: Reader = { role: row.role, hardNews: 'call_first' };
	const known = knownTo(toCaseEvents(withoutHidden(events, hidden), tellings, row.personId, 'call_first'), reader, now);
	const rights = rightsNow(codeCaseOf(row, { role: row.role, enhanced: [] }), known);
	return {
		name: row.ownerNameSealed ? await openAt(db.keys, sealedPlaces.helpedName(actor.id, row.id), row.ownerNameSealed) : null,
		...{ id: row.id, parts: row.parts },
		lastDay: londonDay(new Date(row.until.getTime() - 1)),
		view: tickedOnly(row.parts, notReported(row, track(known, now, reader)), rights)
	};
}
