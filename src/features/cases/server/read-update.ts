import { namedContactsOf, referencesOf } from '#server/db/queries/cases.ts';
import { ownAsked, type AskedRow } from '#server/db/queries/own.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Day } from '#shared/london.ts';
import type { Clock } from '../domain/clock-state.ts';
import type { Source } from '../domain/event.ts';
import { rightsNow, type RightsNow } from '../domain/rights.ts';
import type { OpenRight } from '../domain/rights-open.ts';
import type { CaseView } from '../domain/track-view.ts';
import { openCase, type OwnCase, type PersonCtx } from './own-case.ts';
import { presentContact, type Contact } from './read-contact.ts';
import { openTo } from './use-right.ts';
import { codeCaseOf } from './code-case.ts';

/** An agency's own number for this case; `ref` is null when it cannot be read. */
export type OwnReference = { id: string; agency: string; ref: string | null };
/** By when the hub answers what was asked, by kind, and by what it was about. */
export type Asked = { updateBy: Day | null; callBy: Day | null; about: Record<string, Day> };

export type Update = {
	caseId: string;
	isReported: boolean;
	isWitness: boolean;
	view: CaseView;
	clocks: readonly Clock[];
	references: OwnReference[];
	contact: Contact | null;
	asked: Asked;
	open: OpenRight[];
	rights: RightsNow;
};

/**
 * Everything the page of one case says (journey 2), as keys and data: eight queries for any number of events. A person's own look writes nothing (DESIGN §7).
 * @throws NotYours.
 */
export async function readUpdate(ctx: PersonCtx, caseId: string): Promise<Update> {
	return updateOf(ctx, await openCase(ctx, caseId));
}

/** The same page of a case that is loaded already, as it was opened. */
export async function updateOf(ctx: PersonCtx, own: OwnCase): Promise<Update> {
	const caseId = own.row.id;
	const [references, contacts, asked] = await Promise.all([
		referencesOf(ctx.db, [caseId]),
		namedContactsOf(ctx.db, [caseId]),
		ownAsked(ctx.db, ctx.actor.id, [caseId])
	]);
	return {
		caseId,
		isReported: own.row.isReported,
		isWitness: own.row.role === 'witness',
		view: own.view,
		clocks: clocksFor(own),
		references: await ownReferences(ctx, own, references),
		contact: await presentContact(ctx, contacts, caseId),
		asked: askedIn(asked),
		open: openTo(own, ctx.now),
		rights: rightsNow(codeCaseOf(own.row, own.row), own.known)
	};
}

/** While news is closed nothing says what may still be decided: that it was would show (P4). */
const clocksFor = ({ view, clocks }: OwnCase): readonly Clock[] =>
	view.stage === 'news' ? clocks.filter(({ state }) => state !== 'not_started') : clocks;

/** A witness has the numbers of those who ask her to come; the police number belongs to the person harmed. */
const forWitness: readonly Source[] = ['court', 'witness_care', 'cps'];

/** A feed's own key, such as data.police.uk's 64 letters, joins events to a case; it is nothing that a person could say on the phone. */
const isMachineKey = (ref: string | null): boolean => ref !== null && /^[0-9a-f]{40,}$/i.test(ref);

/** The numbers of one case that this person may have, opened, out of those of several cases. */
export async function ownReferences(
	{ db }: PersonCtx,
	{ row, hidden }: Pick<OwnCase, 'row' | 'hidden'>,
	rows: Awaited<ReturnType<typeof referencesOf>>
): Promise<OwnReference[]> {
	const shown = rows.filter(
		({ id, caseId, source }) =>
			caseId === row.id &&
			!hidden.some(({ referenceId }) => referenceId === id) &&
			(row.role !== 'witness' || forWitness.some((one) => one === source))
	);
	const opened = await Promise.all(
		shown.map(async ({ id, agencyName, refSealed }) => ({
			id,
			agency: agencyName,
			ref: await openAt(db.keys, sealedPlaces.reference(row.id, id), refSealed)
		}))
	);
	return opened.filter(({ ref }) => !isMachineKey(ref));
}

function askedIn(rows: readonly AskedRow[]): Asked {
	const dueOf = (wanted: AskedRow['kind']) => rows.find(({ kind }) => kind === wanted)?.dueOn ?? null;
	const about = rows.filter(({ kind }) => kind === 'asked_about').map((row) => [row.about ?? '', row.dueOn] as const);
	return { updateBy: dueOf('update_asked'), callBy: dueOf('call_me'), about: Object.fromEntries(about) };
}
