import { accreditationsOf, reportsOf, type Reported } from '#server/db/queries/directory-care.ts';
import { versionsOf, type VersionRow } from '#server/db/queries/directory-desk.ts';
import { agenciesOf } from '#server/db/queries/people.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { holds } from '../domain/stale.ts';
import type { Entry } from '../domain/record.ts';
import { deskNames, entryOf, loadEntry, ownedOf } from './desk-entry.ts';

export type VersionLine = {
	id: string;
	version: number | null;
	state: VersionRow['state'];
	madeBy: VersionRow['madeBy'];
	madeAt: string;
	by: string | null | undefined;
	decidedAt: string | null;
	decidedBy: string | null | undefined;
	note: string | null;
};
export type AccreditationLine = {
	id: string;
	criteria: string[];
	assessor: string;
	evidence: string;
	from: string;
	until: string;
	isNow: boolean;
	endedAt: string | null;
};
export type DeskPage = {
	id: string;
	entry: Entry;
	slug: string;
	version: number;
	isShown: boolean;
	isHidden: boolean;
	isFed: boolean;
	agency: string | null;
	today: string;
	waiting: string | null;
	versions: VersionLine[];
	reports: Reported[];
	accreditations: AccreditationLine[];
	isSupervisor: boolean;
};

/** One entry with all that there is to do about it: what waits, what people said, its accreditations, who changed it when. @throws NotYours for another hub's */
export async function readDeskPage({ db, actor, now }: Ctx<WorkerActor>, id: string): Promise<DeskPage> {
	const row = await loadEntry(db, id);
	const today = londonDay(now);
	const versions = await versionsOf(db, id);
	const names = await deskNames(
		db,
		versions.flatMap(({ workerId, decidedBy }) => [workerId, decidedBy])
	);
	const agencies = row.agencyId ? await agenciesOf(db) : [];
	return {
		id,
		entry: entryOf(row),
		slug: row.slug,
		version: row.version,
		isShown: row.isShown,
		isHidden: !ownedOf(row).isShown,
		isFed: row.sourceId !== null,
		agency: agencies.find((each) => each.id === row.agencyId)?.name ?? null,
		today,
		waiting: versions.find(({ state }) => state === 'waiting')?.id ?? null,
		versions: versions.map((each) => ({
			...{ id: each.id, version: each.version, state: each.state, madeBy: each.madeBy, note: each.note },
			madeAt: each.madeAt.toISOString(),
			by: each.workerId ? (names.get(each.workerId) ?? null) : undefined,
			decidedAt: each.decidedAt?.toISOString() ?? null,
			decidedBy: each.decidedBy ? (names.get(each.decidedBy) ?? null) : undefined
		})),
		reports: await reportsOf(db, id),
		accreditations: (await accreditationsOf(db, id)).map((each) => ({
			...{ id: each.id, criteria: each.criteria, assessor: each.assessor, evidence: each.evidence, from: each.from, until: each.until },
			isNow: holds(each, today),
			endedAt: each.endedAt?.toISOString() ?? null
		})),
		isSupervisor: actor.roles.includes('supervisor')
	};
}
