import { ownAbout, ownHides, ownQuestions, ownReach, ownSignIn, type OwnHideRow, type OwnReachRow } from '#server/db/queries/audit.ts';
import { ownPerson, ownWays, type OwnPersonRow, type OwnWayRow } from '#server/db/queries/own.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Outcome } from '#server/http/ctx.ts';
import { NotYours } from '#shared/faults.ts';
import type { Day } from '#shared/london.ts';
import { endingOf, type Held, type HeldReach, type HeldWay } from '../domain/held.ts';
import { answerBy } from './answer-by.ts';
import { readHeldHelp } from './read-held-help.ts';
import { askOnce, newestCase, type PersonCtx } from './ask-task.ts';

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/**
 * Everything held by this hub, named so, about this person besides her cases, in seventeen queries. The words of her safety plan are not asked for, so they can be in no page and no file (P6); marks of risk, quiet
 * tasks and workers' notes are not hers to read here. Her own look writes nothing. @throws NotYours where she is no longer there.
 */
export async function readHeld(ctx: PersonCtx, hub: string): Promise<Held> {
	const { db, actor } = ctx;
	const person = await ownPerson(db, actor.id);
	if (!person) throw new NotYours();
	const ways = await ownWays(db, actor.id);
	const reach = await ownReach(db, actor.id);
	const questions = await ownQuestions(db, actor.id);
	const hides = await ownHides(db, actor.id);
	const signIn = await ownSignIn(db);
	return {
		name: await openAt(db.keys, sealedPlaces.personName(person.id), person.nameSealed),
		born: await bornOf(db, person),
		...{ lang: person.lang, area: person.area, since: person.madeAt.toISOString() },
		ways: await Promise.all(ways.map((way) => wayOf(db, way))),
		reach: reach ? reachOf(reach) : null,
		help: await readHeldHelp(ctx, hub),
		questions: questions.map(({ kind, madeAt, doneAt }) => ({ kind, on: madeAt.toISOString(), doneOn: iso(doneAt) })),
		hides: hides.map((row) => ({ what: whatIsHidden(row), on: row.at.toISOString(), isTheirs: row.settledAs === 'theirs' })),
		signIn: {
			...{ since: iso(signIn.madeAt), devices: signIn.devices, passkeys: signIn.passkeys },
			...{ invitedOn: iso(signIn.invitedAt), usedOn: iso(signIn.usedAt) }
		}
	};
}

type Db = PersonCtx['db'];

async function bornOf(db: Db, { id, bornSealed }: OwnPersonRow): Promise<Held['born']> {
	return bornSealed ? ((await openAt(db.keys, sealedPlaces.personBorn(id), bornSealed)) ?? 'unreadable') : null;
}

async function wayOf(db: Db, { id, personId, kind, valueSealed, madeAt }: OwnWayRow): Promise<HeldWay> {
	const value = await openAt(db.keys, sealedPlaces.contactWay(personId, id), valueSealed);
	return { kind, ending: endingOf(kind, value), since: madeAt.toISOString() };
}

const reachOf = ({ mayContact, hours, voicemail, sayWho, hardNews, confirmedAt }: OwnReachRow): HeldReach => ({
	...{ mayContact, hours: hours ?? [], voicemail, sayWho, hardNews, confirmedOn: iso(confirmedAt) }
});

const whatIsHidden = ({ eventId, referenceId }: OwnHideRow) => (referenceId ? 'reference' : eventId ? 'event' : 'all');

/** By when the hub answers what she asked about her record and still waits for; and by when it would. */
export type HeldAsked = { notesBy: Day | null; wrongBy: Day | null; wouldBy: Day };

/** What of the two buttons on the page is pressed already. */
export async function readHeldAsked({ db, actor, now }: PersonCtx): Promise<HeldAsked> {
	const open = (await ownAbout(db, actor.id)).filter(({ doneAt }) => doneAt === null);
	const byOf = (wanted: string) => open.find(({ kind }) => kind === wanted)?.dueOn ?? null;
	return { notesBy: byOf('notes_asked'), wrongBy: byOf('data_wrong'), wouldBy: answerBy(now) };
}

/** She asks for the notes that workers wrote: they may name others, so a worker reads them first (P6). Twice is one task. */
export async function askForNotes(ctx: PersonCtx): Promise<Outcome> {
	await askOnce(ctx, { kind: 'notes_asked', about: null, caseId: await newestCase(ctx), note: '' });
	ctx.about({ personId: ctx.actor.id, objectId: 'notes' });
	return { go: '/my/account/held#notes' };
}

/** "Something here is wrong": a task, with a line where she wrote one. Twice is one task. */
export async function sayWrong(ctx: PersonCtx, note: string): Promise<Outcome> {
	await askOnce(ctx, { kind: 'data_wrong', about: null, caseId: await newestCase(ctx), note });
	ctx.about({ personId: ctx.actor.id, objectId: 'wrong' });
	return { go: '/my/account/held#wrong' };
}
