import { sql, type SQL } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import type { WorkerActor, WorkerRole } from '#server/policy/actor.ts';
import type { AccountId, HubId, WorkerId } from '#shared/ids.ts';
import { onBothEngines } from '../database/open.ts';
import { at, make, worlds, type Made, type Row, type World } from './shut-world.ts';

type Looks = { hub: number; worker: number; role: WorkerRole; minute: number };

/** Who is shut out of what, in plain words: this is the rule, and the database has to agree with it. */
function model(world: World, { rows }: Made, { hub, worker, role, minute }: Looks) {
	const isLive = ({ ended, until }: World['access'][number]) => !ended && (until === null || until > minute);
	const isIn = (of: number) => world.access.some((one) => one.of === of && one.worker === worker && isLive(one));
	const peopleOf = (cases: readonly number[]) =>
		(rows.participant ?? []).flatMap(({ of = -1, person = -1 }) => (cases.includes(of) ? [person] : []));
	const here = (of: number) => world.hubOfCase[of] === hub;
	const known = world.known.filter((one) => one.worker === worker && !one.lifted && here(one.of)).map(({ of }) => of);
	const restricted = world.restricted.filter(({ of, ended }) => !ended && here(of)).map(({ of }) => of);
	const shutCases = [...known, ...restricted.filter((of) => !isIn(of))];
	const letInTo = peopleOf(restricted.filter(isIn));
	const shutPeople = [...peopleOf(known), ...peopleOf(shutCases).filter((person) => !letInTo.includes(person))];
	const isOpen = (row: Row) =>
		(row.of === undefined || !shutCases.includes(row.of)) && (row.person === undefined || !shutPeople.includes(row.person));
	const isSupervisor = role === 'supervisor';
	const visible: Record<string, (row: Row) => boolean> = {
		task: (row) => isOpen(row) && (row.kind !== 'glass_broken' || isSupervisor),
		case_restriction: (row) => isSupervisor || isOpen(row),
		case_access: (row) => isSupervisor || row.worker === worker || isOpen(row),
		acquaintance: (row) => row.worker === worker || isOpen(row)
	};
	return (table: string, row: Row) => row.hub === hub && (visible[table] ?? isOpen)(row);
}

onBothEngines('what is shut to a worker', (db) => {
	const actorOf = ({ hubs, workers }: Made, { hub, worker, role }: Looks): WorkerActor => ({
		kind: 'worker',
		account: 'a' as AccountId,
		id: (workers[worker] ?? '') as WorkerId,
		hub: (hubs[hub] ?? '') as HubId,
		roles: [role]
	});

	it('P19 S-32 is what the rule says, in every table, for every worker, at every moment', async () => {
		let [seen, hidden] = [0, 0];
		await fc.assert(
			fc.asyncProperty(worlds, async (world) => {
				const made = await make(db(), world);
				for (const hub of [0, 1])
					for (const worker of [0, 1, 2]) {
						const looks: Looks = { hub, worker, role: worker === 2 ? 'supervisor' : 'care', minute: world.looks };
						const isVisible = model(world, made, looks);
						const now = new Date(at.getTime() + world.looks * 60_000);
						await db().as(actorOf(made, looks), now, async (tx) => {
							for (const [table, rows] of Object.entries(made.rows)) {
								const found = rowsOf<{ id: string }>(await tx.q.execute(sql`select id::text from ${sql.identifier(table)}`));
								const expected = rows.filter((row) => isVisible(table, row)).map(({ id }) => id);
								expect(found.map(({ id }) => id).toSorted(), `${table} for ${JSON.stringify(looks)}`).toEqual(expected.toSorted());
								seen += expected.length;
								hidden += rows.filter((row) => row.hub === hub).length - expected.length;
							}
						});
					}
			}),
			{ numRuns: process.env.WAYMARK_LONG ? 300 : 8 }
		);
		// A world in which nothing is ever shut would prove nothing.
		expect(hidden).toBeGreaterThan(100);
		expect(seen).toBeGreaterThan(100);
	}, 300_000);

	/** One case of one person, with these rows beside it; worker 2 is the supervisor. */
	const aWorld = (more: Partial<World>): World => ({
		...{ hubOfCase: [0, 0, 0, 0, 0], parts: [[0, 0]], restricted: [], access: [], known: [], looks: 0 },
		...more
	});
	const inside = { of: 0, ended: false, isGlass: false, until: null };
	const changed = async (made: Made, worker: number, change: SQL) => {
		const actor = actorOf(made, { hub: 0, worker, role: worker === 2 ? 'supervisor' : 'care', minute: 0 });
		return db().as(actor, at, async (tx) => rowsOf(await tx.q.execute(change)).length);
	};
	const shut = aWorld({ restricted: [{ of: 0, ended: false }], access: [{ ...inside, worker: 0 }] });
	const idIn = (made: Made, table: string) => made.rows[table]?.[0]?.id ?? '';

	it('P19 a supervisor who is not named cannot end a restriction, name herself, or end the access of somebody named', async () => {
		const made = await make(db(), shut);
		const [caseId, hub, me] = [idIn(made, 'cases'), made.hubs[0], made.workers[2]];
		const end = (table: string) =>
			sql`update ${sql.identifier(table)} set ended_at = ${at.toISOString()}::timestamptz where true returning id`;
		expect(await changed(made, 2, end('case_restriction'))).toBe(0);
		expect(await changed(made, 2, end('case_access'))).toBe(0);
		const let_in = sql`insert into case_access (id, hub_id, case_id, worker_id, is_glass, made_by, made_at)
			values (${newId(at)}::uuid, ${hub}::uuid, ${caseId}::uuid, ${me}::uuid, false, ${me}::uuid, ${at.toISOString()}::timestamptz)`;
		await expect(changed(made, 2, let_in)).rejects.toThrow();
	});

	it('S-32 a broken glass is given for one hour at most, and not by somebody for another', async () => {
		const made = await make(db(), shut);
		const glass = (who: number, by: number, hours: number) =>
			changed(
				made,
				by,
				sql`insert into case_access (id, hub_id, case_id, worker_id, is_glass, reason_sealed, until, made_by, made_at) values (${newId(at)}::uuid, ${made.hubs[0]}::uuid, ${idIn(made, 'cases')}::uuid,
					${made.workers[who]}::uuid, true, decode('00', 'hex'), ${new Date(at.getTime() + hours * 3_600_000).toISOString()}::timestamptz, ${made.workers[by]}::uuid, ${at.toISOString()}::timestamptz)`
			);
		await expect(glass(1, 1, 1.01)).rejects.toThrow();
		await expect(glass(0, 1, 1)).rejects.toThrow();
		await expect(glass(1, 1, 1)).resolves.toBe(0);
	});

	it('S-32 who is in a restricted case is told to those who are in, behind the glass too, and not to those who are out', async () => {
		const made = await make(db(), shut);
		const ask = sql`select app_people_in(${idIn(made, 'cases')}::uuid)`;
		expect(await changed(made, 0, ask)).toBe(1);
		expect(await changed(made, 1, ask)).toBe(0);
		expect(await changed(made, 2, ask)).toBe(0);
		const glass = await make(db(), { ...shut, access: [{ ...inside, worker: 1, isGlass: true, until: 60 }] });
		const behind = sql`select app_people_in(${idIn(glass, 'cases')}::uuid)`;
		expect(await changed(glass, 1, behind)).toBe(1);
		const over = await make(db(), { ...shut, access: [{ ...inside, worker: 1, isGlass: true, until: 0 }] });
		expect(await changed(over, 1, sql`select app_people_in(${idIn(over, 'cases')}::uuid)`)).toBe(0);
	});

	it('P19 nobody takes back for themselves that they know someone; another supervisor can', async () => {
		const lift = sql`update acquaintance set lifted_at = ${at.toISOString()}::timestamptz where true returning id`;
		const own = await make(db(), aWorld({ known: [{ of: 0, worker: 2, lifted: false }] }));
		expect(await changed(own, 2, lift)).toBe(0);
		const others = await make(db(), aWorld({ known: [{ of: 0, worker: 1, lifted: false }] }));
		expect(await changed(others, 1, lift)).toBe(0);
		expect(await changed(others, 2, lift)).toBe(1);
	});

	it('P4 danger news in a record shut to a supervisor is told to her after half an hour, as a count and a time; to nobody else', async () => {
		const made = await make(db(), shut);
		const waiting = (worker: number, minute: number) => {
			const actor = actorOf(made, { hub: 0, worker, role: worker === 2 ? 'supervisor' : 'care', minute });
			const now = new Date(at.getTime() + minute * 60_000);
			return db().as(actor, now, async (tx) =>
				rowsOf(await tx.q.execute(sql`select restriction_id::text, may_open from app_safety_waiting()`))
			);
		};
		expect(await waiting(2, 29)).toEqual([]);
		expect(await waiting(2, 30)).toEqual([{ restriction_id: idIn(made, 'case_restriction'), may_open: true }]);
		expect(await waiting(1, 60)).toEqual([]);
		expect(await waiting(0, 60)).toEqual([]);
	});

	it('the shut cases are worked out once for a query, not once for a row', async () => {
		const made = await make(db(), shut);
		const actor = actorOf(made, { hub: 0, worker: 1, role: 'care', minute: 0 });
		for (const table of Object.keys(made.rows)) {
			const lines = await db().as(actor, at, async (tx) =>
				rowsOf<{ 'QUERY PLAN': string }>(await tx.q.execute(sql`explain select id from ${sql.identifier(table)}`)).map(
					(row) => row['QUERY PLAN']
				)
			);
			const calls = lines.filter((line) => /SubPlan/.test(line) && /Filter|Cond/.test(line)).join(' ');
			expect(calls, `${table}: ${lines.join('\n')}`).toMatch(/hashed SubPlan/);
			expect(calls.replaceAll(/hashed SubPlan/g, ''), `${table}: ${lines.join('\n')}`).not.toMatch(/SubPlan/);
		}
	});
});
