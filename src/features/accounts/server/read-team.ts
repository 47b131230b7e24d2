import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { workersOf } from '#server/db/queries/people.ts';
import { casesNaming, leftWithCases, staffInvitationsOf, teamOf, type StaffInvitation, type TeamAccount } from '#server/db/queries/team.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import type { MemberState } from '../domain/team.ts';

type WorkerCtx = Ctx<WorkerActor>;
type WorkerRow = Awaited<ReturnType<typeof workersOf>>[number];

/** Somebody who works here, or at a partner, as a supervisor sees them: no sign-in name, no secret. Times are ISO 8601 in UTC. */
export type Member = {
	id: string;
	/** Null where it cannot be opened. */
	name: string | null;
	team: string;
	kind: 'worker' | 'agency';
	agencyId: string | null;
	roles: readonly string[];
	state: MemberState;
	passkeys: number;
	apps: number;
	sessions: number;
	seenAt: string | null;
	isSelf: boolean;
};

/** The living account where there is one; after a new code under another name an older one is shut. */
const accountAmong = (accounts: readonly TeamAccount[]): TeamAccount | undefined =>
	accounts.find(({ isDisabled }) => !isDisabled) ?? accounts[0];

function stateOf(row: WorkerRow, account: TeamAccount | undefined, [code]: readonly StaffInvitation[], now: Date): MemberState {
	if (row.leftAt) return 'left';
	if (account && !account.isDisabled) return 'active';
	if (!code || code.stoppedAt || code.usedAt) return 'none';
	return code.expiresAt > now ? 'invited' : 'expired';
}

async function membersFrom(ctx: WorkerCtx, rows: readonly WorkerRow[]): Promise<Member[]> {
	const { db, now, actor } = ctx;
	const accounts = Map.groupBy(await teamOf(db), ({ subject }) => subject);
	const codes = Map.groupBy(
		await staffInvitationsOf(
			db,
			rows.map(({ id }) => id)
		),
		({ subject }) => subject
	);
	return Promise.all(
		rows.map(async (row): Promise<Member> => {
			const account = accountAmong(accounts.get(row.id) ?? []);
			const { passkeys = 0, apps = 0, sessions = 0, seenAt = null, roles = [] } = account ?? {};
			return {
				id: row.id,
				name: await openAt(db.keys, sealedPlaces.workerName(row.id), row.nameSealed),
				team: row.team,
				kind: row.agencyId ? 'agency' : 'worker',
				agencyId: row.agencyId,
				roles,
				state: stateOf(row, account, codes.get(row.id) ?? [], now),
				...{ passkeys, apps, sessions },
				seenAt: seenAt?.toISOString() ?? null,
				isSelf: row.id === actor.id
			};
		})
	);
}

/** Everybody who works here or at a partner and has not left, and those who left with cases that still name them. */
export async function readTeam(ctx: WorkerCtx): Promise<{ members: Member[]; left: Member[] }> {
	const gone = await leftWithCases(ctx.db);
	return {
		members: await membersFrom(ctx, await workersOf(ctx.db)),
		left: gone.length ? await membersFrom(ctx, await workersOf(ctx.db, gone)) : []
	};
}

/** One of them, also one who has left. @throws NotYours for somebody of another hub. */
export async function readMember(ctx: WorkerCtx, id: string): Promise<Member> {
	const [member] = await membersFrom(ctx, await workersOf(ctx.db, [id]));
	if (!member) throw new NotYours();
	return member;
}

/** One of them with the cases in which people are told to ask them (T1). */
export const readMemberPage = async (ctx: WorkerCtx, id: string): Promise<{ member: Member; cases: string[] }> => ({
	member: await readMember(ctx, id),
	cases: await casesNaming(ctx.db, id)
});
