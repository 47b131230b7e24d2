import { namedContactsOf } from '#server/db/queries/cases.ts';
import { ownAsked, ownCases, ownName } from '#server/db/queries/own.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { londonDay, type Day } from '#shared/london.ts';
import type { Clock } from '../domain/clock-state.ts';
import type { Line } from '../domain/sentences.ts';
import { foldCases, type OwnCase, type PersonCtx } from './own-case.ts';
import { presentContact, type Contact } from './read-contact.ts';

/** One case on the home page: no word of what happened, so that nobody meets it by surprise (S-33) or over a shoulder. */
export type HomeCase = {
	caseId: string;
	isReported: boolean;
	isWitness: boolean;
	since: Day;
	/** `news`: behind a line they may open; `news_call`: a worker speaks to them first (P4). */
	state: 'news' | 'news_call' | 'new' | 'nothing_new';
	/** How many updates of the last 14 days. */
	count: number;
	next: Line;
	/** The next day on which they should hear something. */
	hearBy: Pick<Clock, 'owner' | 'dueBy'> | null;
	contact: Contact | null;
	callBy: Day | null;
};
export type Home = { name: string | null; cases: HomeCase[] };

/** What "My page" says (journey 1, step 8): eight queries for any number of cases. The name is null when it cannot be read. */
export async function readHome(ctx: PersonCtx): Promise<Home> {
	const { db, actor } = ctx;
	const [nameSealed, rows] = await Promise.all([ownName(db, actor.id), ownCases(db, actor.id)]);
	const ids = rows.map(({ id }) => id);
	const [owned, contacts, asked] = await Promise.all([foldCases(ctx, rows), namedContactsOf(db, ids), ownAsked(db, actor.id, ids)]);
	const all = await Promise.all(
		owned.map(async (own) => ({
			...homeCase(own),
			contact: await presentContact(ctx, contacts, own.row.id),
			callBy: asked.find(({ kind, caseId }) => kind === 'call_me' && caseId === own.row.id)?.dueOn ?? null
		}))
	);
	const name = nameSealed ? await openAt(db.keys, sealedPlaces.personName(actor.id), nameSealed) : null;
	return { name, cases: all.sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state)) };
}

const order: readonly HomeCase['state'][] = ['news', 'news_call', 'new', 'nothing_new'];

function homeCase({ row, view, clocks }: OwnCase): Omit<HomeCase, 'contact' | 'callBy'> {
	const count = view.timeline.filter(({ isNew }) => isNew).length;
	const has = (hidden: string) => view.timeline.some((entry) => entry.hidden === hidden);
	const state = has('closed_line') ? 'news' : has('withheld') ? 'news_call' : count > 0 ? 'new' : 'nothing_new';
	const next = clocks.find((clock) => clock.state === 'due' && clock.dueBy !== null);
	return {
		caseId: row.id,
		isReported: row.isReported,
		isWitness: row.role === 'witness',
		since: londonDay(row.madeAt),
		state,
		count,
		next: view.next,
		hearBy: next ? { owner: next.owner, dueBy: next.dueBy } : null
	};
}
