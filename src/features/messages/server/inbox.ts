import { awayOn, coveredBy, membersOf, teamsIn, workOf, type Away } from '#features/staff/domain/cover.ts';
import { contactsNow } from '#server/db/queries/due.ts';
import { threadsOfHub, type ThreadRow } from '#server/db/queries/messages.ts';
import { rosterOf } from '#server/db/queries/staff.ts';
import { londonDay } from '#shared/london.ts';
import { isIn, type Box } from '../domain/thread.ts';
import { rowOf, type DeskThread, type WorkerCtx } from './desk.ts';

export type Inbox = { threads: (DeskThread & { away: Away | null })[]; teams: string[]; team: string | null };
/**
 * One list of the hub's inbox, of one team where one is chosen: what is urgent and waits first, then what is due first. `mine` has what is of those the worker covers too, marked. What nobody
 * has is the team's of whoever is named in its case, or every team's. A record that is shut to this worker is not in it (P19).
 */
export async function listThreads({ db, actor, now }: WorkerCtx, box: Box, asked: string | null = null): Promise<Inbox> {
	const today = londonDay(now);
	const roster = await rosterOf(db, today);
	const teams = teamsIn(roster);
	const team = teams.find((each) => each === asked) ?? null;
	const away = new Map([...roster.teams.keys()].flatMap((worker) => awayOn(roster, worker, today) ?? []).map((one) => [one.workerId, one]));
	const mine = new Set([actor.id, ...coveredBy(roster, actor.id, today).map(({ workerId }) => workerId)]);
	const nobodys = new Set([...away.values()].filter(({ coverId }) => coverId === null).map(({ workerId }) => workerId));
	const rows = (await threadsOfHub(db)).filter((row) => isIn(box, row, { mine, nobodys }, now));
	const inTeam = team === null ? rows : await ofTeam(db, rows, new Set(workOf(roster, membersOf(roster, team), today)));
	const awayOf = ({ workerId }: ThreadRow) => (workerId ? (away.get(workerId) ?? null) : null);
	return { threads: inTeam.map((row) => ({ ...rowOf(row, now), away: awayOf(row) })), teams, team };
}

/** Of these threads, those of one of these workers: who has it, else who is named in its case; what is nobody's is in every team. */
async function ofTeam(db: WorkerCtx['db'], rows: readonly ThreadRow[], workers: ReadonlySet<string>): Promise<ThreadRow[]> {
	const named = new Map(
		(await contactsNow(db, [...new Set(rows.flatMap(({ caseId }) => caseId ?? []))])).map((row) => [row.caseId, row.workerId])
	);
	return rows.filter(({ workerId, caseId }) => {
		const holder = workerId ?? (caseId && named.get(caseId));
		return !holder || workers.has(holder);
	});
}
