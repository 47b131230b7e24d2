import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { isLive, left, opened, takenOver, type Lock } from '#features/cases/domain/lock.ts';
import { openForm, saveOn, takeOver, whoIsOn } from '#features/cases/server/case-lock.ts';
import { forgetCase } from '#features/keeping/server/forget.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { leaveLock, lockOfCase } from '#server/db/queries/case-lock.ts';
import { work } from '#server/http/work.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { aCase, aPerson } from './a-case.ts';
import { asDesk, now, partners, type Partners } from './directory-desk.ts';
import { job, onBothEngines, testHub } from '../database/open.ts';

onBothEngines('who is on a case (journey 6, step 12)', (db) => {
	let desk: Partners;
	beforeAll(async () => {
		desk = await partners(db());
	});
	const aMatter = async () => aCase(db(), { [await aPerson(db(), 'Sam Test')]: 'victim' });
	const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
	const open = (who: string, id: string, minutes = 0) => asDesk(db(), who, (ctx) => openForm(ctx, id, 'telling'), { at: at(minutes) });
	const take = (who: string, id: string, minutes: number) => asDesk(db(), who, (ctx) => takeOver(ctx, id, 'telling'), { at: at(minutes) });
	const save = (who: string, id: string, minutes: number, more: { over?: 'yes'; isDanger?: boolean } = {}) =>
		asDesk(db(), who, (ctx) => saveOn(ctx, { caseId: id, what: 'telling', ...more }, async () => ({ go: '/saved' })), { at: at(minutes) });
	const keyOf = (out: object) => ('refused' in out ? (out.refused as { key: string; values: object }[])[0] : out);
	const logged = async () =>
		db().engine.tx('owner', async (q) =>
			rowsOf<{ actor: string; object: string }>(
				await q.execute(
					sql`select actor_id::text as actor, object_id as object from audit_event where action = 'case.taken_over' and chain = ${testHub} order by seq`
				)
			)
		);

	it('others see it, it is over by itself, and whoever saves is on it no more', async () => {
		const id = await aMatter();
		expect(await open(desk.jo, id)).toBeNull();
		expect(await open(desk.helen, id, 5)).toMatchObject({ name: 'Jo Lane', what: 'telling', since: now.toISOString() });
		expect(await asDesk(db(), desk.jo, (ctx) => whoIsOn(ctx, id))).toBeNull();
		expect(await save(desk.jo, id, 6)).toEqual({ go: '/saved' });
		expect(await open(desk.helen, id, 7)).toBeNull();
		expect(await open(desk.jo, id, 27)).toBeNull();
	});

	it('R-11 of two who open it at once one is on it, and the other sees who', async () => {
		for (let round = 0; round < 5; round++) {
			const id = await aMatter();
			const seen = await Promise.all([open(desk.jo, id), open(desk.helen, id)]);
			expect(seen.filter((one) => one === null)).toHaveLength(1);
			expect(seen.find((one) => one !== null)?.name).toBe(seen[0] === null ? 'Jo Lane' : 'Helen Marsh');
		}
	});

	it('taken over: it is in the log, and the first one is told by whom and when as they save; with their word it is saved all the same', async () => {
		const id = await aMatter();
		const before = (await logged()).length;
		await open(desk.jo, id);
		await take(desk.helen, id, 14);
		await take(desk.helen, id, 14);
		expect((await logged()).slice(before)).toEqual([{ actor: desk.helen, object: desk.jo }]);
		expect(keyOf(await save(desk.jo, id, 15))).toMatchObject({ key: 'lock.error.taken', values: { name: 'Helen Marsh' } });
		expect(await save(desk.helen, id, 16)).toEqual({ go: '/saved' });
		expect(keyOf(await save(desk.jo, id, 17))).toMatchObject({ key: 'lock.error.taken' });
		expect(await save(desk.jo, id, 18, { over: 'yes' })).toEqual({ go: '/saved' });
		expect((await asDesk(db(), desk.helen, (ctx) => lockOfCase(ctx.db, id)))?.workerId).toBe(desk.jo);
	});

	it('P4 news of danger waits for nobody; what is refused in the form itself leaves its writer on the case', async () => {
		const id = await aMatter();
		await open(desk.jo, id);
		expect(keyOf(await save(desk.helen, id, 1))).toMatchObject({ key: 'lock.error.other', values: { name: 'Jo Lane' } });
		expect(await save(desk.helen, id, 2, { isDanger: true })).toEqual({ go: '/saved' });
		const refused = { refused: [{ field: 'at', key: 'due.error.day' }] };
		await asDesk(db(), desk.jo, (ctx) => saveOn(ctx, { caseId: id, what: 'telling' }, async () => refused), { at: at(3) });
		expect(await open(desk.helen, id, 4)).toMatchObject({ name: 'Jo Lane' });
	});

	it('T3 in no other hub, and nobody puts another’s name on it; a forgotten case has none', async () => {
		const id = await aMatter();
		await expect(open(desk.jo, crypto.randomUUID())).rejects.toThrow(NotYours);
		await expect(open(desk.jo, 'none')).rejects.toThrow(NotYours);
		await open(desk.jo, id);
		const forge = asDesk(db(), desk.helen, (ctx) =>
			ctx.db.q.execute(
				sql`update case_lock set worker_id = ${desk.jo}::uuid, until = ${at(60).toISOString()}::timestamptz where case_id = ${id}::uuid`
			)
		);
		await expect(forge).rejects.toThrow();
		const actor = { kind: 'job', hub: testHub } as JobActor;
		await work(db(), { actor, now, lang: 'en', requestId: 'test', audit: null }, (ctx) => forgetCase(ctx, id, 'case_served'));
		expect(await db().as(job, now, (tx) => lockOfCase(tx, id))).toBeUndefined();
	});

	it('the database does what the machine says, whatever two workers do', async () => {
		const step = fc.record({
			mine: fc.boolean(),
			does: fc.constantFrom('open', 'take', 'leave'),
			minutes: fc.integer({ min: 0, max: 25 })
		});
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
				const id = await aMatter();
				let [lock, minutes]: [Lock | null, number] = [null, 0];
				for (const one of steps) {
					minutes += one.minutes;
					const [who, when] = [one.mine ? desk.jo : desk.helen, at(minutes)];
					if (one.does === 'open') {
						const seen = await open(who, id, minutes);
						lock = opened(lock, who, 'telling', when);
						expect(seen === null).toBe(lock?.workerId === who);
					} else if (one.does === 'take') {
						await take(who, id, minutes);
						lock = takenOver(lock, who, 'telling', when);
					} else {
						await asDesk(db(), who, (ctx) => leaveLock(ctx.db, id, who), { at: when });
						lock = left(lock, who, when);
					}
					const row = await asDesk(db(), who, (ctx) => lockOfCase(ctx.db, id), { at: when });
					if (lock) expect(row).toMatchObject({ ...lock, caseId: id });
					else expect(row).toBeUndefined();
					if (row) expect(isLive({ ...row, takenFrom: row.takenFrom }, when)).toBe(isLive(lock, when));
				}
			}),
			{ numRuns: process.env.WAYMARK_LONG ? 60 : 8 }
		);
	});
});
