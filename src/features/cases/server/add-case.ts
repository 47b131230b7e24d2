import { addCase as storeCase, addParticipant } from '#server/db/queries/cases.ts';
import { holdAlone, participantByForm, participationsOf, replaceContact } from '#server/db/queries/console.ts';
import { newId } from '#server/db/keyring.ts';
import { refuse, type Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { bornIn, referenceRows, type NewCaseForm } from '../console-schema.ts';
import { addPersonFrom, addToKnownPerson } from './add-person.ts';
import { keepReference, wrongReference, type NewReference } from './add-reference.ts';
import { exactMatches, type Match } from './exact-matches.ts';
import { askLater } from './likeness.ts';

type WorkerCtx = Ctx<WorkerActor>;
type Refused = ReturnType<typeof refuse>;
/** Saved (the case), refused, or a question first: somebody we hold may be the same person. */
/** `proves`: nothing was saved yet; linking to a record that is here needs a fresh proof first (ASVS 7.5.3). */
export type Added = { caseId: string } | Refused | { asks: Match[] } | { proves: true };

const refsIn = (form: NewCaseForm): NewReference[] =>
	referenceRows.flatMap((row) =>
		form[`ref-${row}`] ? [{ ref: form[`ref-${row}`], agency: form[`agency-${row}`], field: `-${row}` }] : []
	);

/** What the form says of the person, for the question whether we know her. */
export const traitsOf = (form: NewCaseForm) => ({
	name: form.name,
	born: bornIn(form),
	phone: form.phone,
	refs: refsIn(form).map(({ ref }) => ref)
});

/**
 * Adds a person and a case by hand (P1) in one transaction: person, key, ways, preference, risk mark, case, key, references, the worker as named contact. Exact matches are a
 * question first and nothing is merged (S-24, T46). The form's own id makes a form sent twice one case. Never the person the police suspect: the page says so.
 */
export async function addCase(ctx: WorkerCtx, form: NewCaseForm): Promise<Added> {
	await holdAlone(ctx.db, form.once);
	const before = await participantByForm(ctx.db, form.once);
	if (before) return { caseId: before.caseId };
	const wrong = await wrongIn(ctx, form);
	if (wrong) return wrong;
	const matches = await exactMatches(ctx, traitsOf(form));
	const shown = form.shown.split(',');
	if (matches.some(({ personId }) => !shown.includes(personId))) return { asks: matches };
	const answer = answerOf(form.same, matches);
	if (!answer) return refuse('same', 'console.same.needed');
	if ((answer.personId || answer.joins) && !ctx.isFresh) return { proves: true };
	if (answer.personId) return addSecondCase(ctx, form, answer.personId);
	return addFirstCase(ctx, form, answer.joins, form.same === 'unsure' ? matches : []);
}

async function wrongIn(ctx: WorkerCtx, form: NewCaseForm): Promise<Refused | null> {
	const born = bornIn(form);
	if (born && born > londonDay(ctx.now)) return refuse('born-day', 'console.field.date');
	return wrongReference(ctx, refsIn(form));
}

type Answer = { personId: string | null; joins: string | null };

/** The worker's answer, if it is one of those that were offered: nobody is linked to a record that did not match. */
function answerOf(same: string, matches: readonly Match[]): Answer | null {
	if (same === 'new' || same === 'unsure' || matches.length === 0) return { personId: null, joins: null };
	const joined = matches.find(({ caseId }) => caseId !== null && same === `join:${caseId}`);
	if (joined) return { personId: null, joins: joined.caseId };
	const match = matches.find(({ personId }) => personId === same);
	return match ? { personId: match.personId, joins: null } : null;
}

async function addFirstCase(ctx: WorkerCtx, form: NewCaseForm, joins: string | null, unsure: readonly Match[]): Promise<Added> {
	const personId = await addPersonFrom(ctx, form);
	const caseId = joins ?? (await makeCase(ctx, form));
	await takePart(ctx, form, caseId, personId);
	if (joins) ctx.record({ action: 'case.linked', caseId, personId });
	await askLater(ctx, caseId, personId, unsure);
	ctx.about({ caseId, personId });
	return { caseId };
}

/** The same person with one more case; or, when it is the very case that holds the reference, that case and nothing new. */
async function addSecondCase(ctx: WorkerCtx, form: NewCaseForm, personId: string): Promise<Added> {
	const withReference = await exactMatches(ctx, { name: '', born: null, phone: '', refs: traitsOf(form).refs });
	const held = withReference.find((match) => match.personId === personId)?.caseId;
	if (held) return { caseId: held };
	await addToKnownPerson(ctx, personId, form);
	const caseId = await makeCase(ctx, form);
	await takePart(ctx, form, caseId, personId);
	ctx.record({ action: 'case.linked', caseId, personId });
	ctx.about({ caseId, personId });
	return { caseId };
}

// What nobody said stays unsaid: the clocks of a road death run on it, those of anti-social behaviour do not (P12).
const isOffence = ({ kind, offence }: NewCaseForm) => (kind === 'crime' || offence === 'yes' ? true : offence === 'no' ? false : null);

async function makeCase(ctx: WorkerCtx, form: NewCaseForm): Promise<string> {
	const { db, now, actor } = ctx;
	const id = newId(now);
	await db.keys.make({ kind: 'case', id });
	await storeCase(db, {
		id,
		hubId: db.hub,
		kind: form.kind,
		isReported: form.reported === 'yes',
		isOffence: isOffence(form),
		crimeType: null,
		area: form.area || null,
		rhythmDays: form.rhythm || null,
		madeAt: now,
		madeBy: actor.id
	});
	for (const reference of refsIn(form)) await keepReference(ctx, id, reference);
	await replaceContact(db, { id: newId(now), hubId: db.hub, caseId: id, workerId: actor.id, role: 'care', since: now });
	ctx.record({ action: 'case.added', caseId: id });
	return id;
}

const takePart = ({ db, now }: WorkerCtx, form: NewCaseForm, caseId: string, personId: string): Promise<void> =>
	addParticipant(db, { id: form.once, hubId: db.hub, caseId, personId, role: form.role, enhanced: form.enhanced, madeAt: now });

/** The cases that each of these matches already has: shown beside the question as a number, so that a worker knows what a link would join. */
export async function countCases({ db }: WorkerCtx, matches: readonly Match[]): Promise<Map<string, number>> {
	const parts = await participationsOf(
		db,
		matches.map(({ personId }) => personId)
	);
	return new Map(matches.map(({ personId }) => [personId, parts.filter((one) => one.participant.personId === personId).length]));
}
