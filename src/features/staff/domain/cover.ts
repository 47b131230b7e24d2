import type { Day } from '#shared/london.ts';

/** When somebody is away, both days counted, and who does their work meanwhile. */
export type Absence = { workerId: string; fromOn: Day; toOn: Day; coverId: string | null };
/** Who works here now, each with their teams, and who of them is away when. */
export type Roster = { absences: readonly Absence[]; teams: ReadonlyMap<string, readonly string[]> };
/** Somebody who is away, until when, and who does their work; null: nobody, so it is the team's. */
export type Away = { workerId: string; until: Day; coverId: string | null };

/** Of two absences on one day the one that ends later holds; the order in which they were written down changes nothing. */
function holds(a: Absence, b: Absence): number {
	const key = ({ toOn, coverId, fromOn }: Absence) => `${toOn} ${coverId ?? ''} ${fromOn}`;
	return key(a) < key(b) ? 1 : -1;
}

const absenceOn = ({ absences }: Roster, worker: string, day: Day): Absence | null =>
	absences.filter(({ workerId, fromOn, toOn }) => workerId === worker && fromOn <= day && day <= toOn).sort(holds)[0] ?? null;

/** Whether somebody works here and is not away on this day. */
export const isHere = (roster: Roster, worker: string, day: Day): boolean =>
	roster.teams.has(worker) && absenceOn(roster, worker, day) === null;

/**
 * Who does somebody's work on this day: they themselves while they are here; else whoever covers for them, and where that one is away too, whoever covers for that one. Null where nobody
 * does: no cover was named, somebody in the chain has left, or it comes back to where it began.
 */
export function coverFor(roster: Roster, worker: string, day: Day): string | null {
	const asked = new Set<string>();
	for (let one: string | null = worker; one !== null && roster.teams.has(one); one = absenceOn(roster, one, day)?.coverId ?? null) {
		if (asked.has(one)) return null;
		if (isHere(roster, one, day)) return one;
		asked.add(one);
	}
	return null;
}

/** What is to be said where work is somebody's who is away on this day; null where they are here, or do not work here. */
export function awayOn(roster: Roster, worker: string, day: Day): Away | null {
	const absence = roster.teams.has(worker) ? absenceOn(roster, worker, day) : null;
	return absence && { workerId: worker, until: absence.toOn, coverId: coverFor(roster, worker, day) };
}

const allAway = (roster: Roster, day: Day): Away[] => [...roster.teams.keys()].flatMap((worker) => awayOn(roster, worker, day) ?? []);

/** For whom somebody works on this day besides themselves. */
export const coveredBy = (roster: Roster, worker: string, day: Day): Away[] =>
	allAway(roster, day).filter(({ coverId }) => coverId === worker);

const teamsOf = ({ teams }: Roster, worker: string): readonly string[] => teams.get(worker) ?? [];

/** Everybody who shares a team with this worker, they themselves too. */
export const teammates = (roster: Roster, worker: string): string[] => [
	...new Set([
		worker,
		...[...roster.teams.keys()].filter((other) => teamsOf(roster, other).some((team) => teamsOf(roster, worker).includes(team)))
	])
];

/** Who is in this team. */
export const membersOf = (roster: Roster, team: string): string[] =>
	[...roster.teams.keys()].filter((worker) => teamsOf(roster, worker).includes(team));

/** The teams that there are, in the order of the alphabet. */
export const teamsIn = ({ teams }: Roster): string[] => [...new Set([...teams.values()].flat())].sort((a, b) => (a < b ? -1 : 1));

/**
 * Whose work these workers look after on this day: their own; that of everybody they cover; and that of those nobody covers, which is their team's, or everybody's where of their team nobody
 * is here. So nothing lies where nobody looks.
 */
export function workOf(roster: Roster, workers: readonly string[], day: Day): string[] {
	const looksAfter = ({ workerId, coverId }: Away) => {
		if (coverId !== null) return workers.includes(coverId);
		const here = teammates(roster, workerId).filter((mate) => isHere(roster, mate, day));
		return here.length === 0 || here.some((mate) => workers.includes(mate));
	};
	return [
		...new Set([
			...workers,
			...allAway(roster, day)
				.filter(looksAfter)
				.map(({ workerId }) => workerId)
		])
	];
}
