import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { settleTask } from '#features/cases/server/settle-task.ts';
import { reachFor, type Reach } from '#features/contact/server/reach.ts';
import { answerSecond, askSecondYes, readSecond, workerPurpose } from '#features/contact/server/second-yes.ts';
import { askForNumber, shownNumber } from '#features/contact/server/show-number.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { onOneEngine, otherHub, testHub } from '../database/open.ts';
import { aMatter, type Matter } from './at-the-desk.ts';
import { asDesk, now, partners, type Partners } from './directory-desk.ts';
import { tasksOf } from './sharing-desk.ts';

/** A Monday evening: nobody is called then but over the hours somebody gave. */
const evening = new Date('2026-06-22T19:30:00Z');
const later = (minutes: number) => new Date(evening.getTime() + minutes * 60_000);

onOneEngine('a second worker’s yes outside the hours (P2)', (db) => {
	let desk: Partners;
	beforeAll(async () => {
		desk = await partners(db());
	});
	const safe = { ways: [{ safe: 'safe' as const, checked: true }], preference: { mayContact: 'yes' as const } };
	const reached = async (who: string, { personId }: Matter, at: Date): Promise<Reach> => {
		const found = await asDesk(
			db(),
			who,
			async (ctx) => (await reachFor(ctx, [personId], await workerPurpose(ctx, [personId]))).get(personId),
			{
				at
			}
		);
		if (!found) throw new Error('nobody');
		return found;
	};
	const verdict = async (who: string, matter: Matter, at: Date) => (await reached(who, matter, at)).verdict.verdict;
	const ask = async (matter: Matter, at = evening) => {
		const reach = await reached(desk.jo, matter, at);
		return asDesk(db(), desk.jo, (ctx) => askSecondYes(ctx, matter.caseId, reach, 'The hearing is at nine.'), { at });
	};
	const second = (who: string, { personId }: Matter, at = evening) => asDesk(db(), who, (ctx) => readSecond(ctx, personId), { at });
	const answer = async (who: string, matter: Matter, said: 'yes' | 'no', at = evening) => {
		const open = await second(who, matter, at);
		return asDesk(db(), who, (ctx) => answerSecond(ctx, matter.caseId, matter.personId, { ask: open?.id ?? '', said }), { at });
	};
	const key = (out: object): string => ('refused' in out ? ((out.refused as { key: string }[])[0]?.key ?? '') : 'done');

	it('P2 S-20 the one who asked and the one who said yes may call for an hour, over the safe phone; nobody else', async () => {
		const matter = await aMatter(db(), safe);
		expect(await verdict(desk.jo, matter, evening)).toBe('wait');
		expect(key(await ask(matter))).toBe('done');
		expect(key(await ask(matter))).toBe('contact.second.open');
		expect(await tasksOf(db(), matter.personId, evening)).toEqual([{ kind: 'second_yes', dueOn: '2026-06-22', isUrgent: true }]);
		// Nobody answers their own question, and no click ends the task.
		expect(key(await answer(desk.jo, matter, 'yes'))).toBe('contact.second.gone');
		const [task] = await db().as({ kind: 'job', hub: testHub }, evening, async (tx) =>
			rowsOf<{ id: string }>(await tx.q.execute(sql`select id::text from task where person_id = ${matter.personId} and done_at is null`))
		);
		expect(key(await asDesk(db(), desk.helen, (ctx) => settleTask(ctx, task?.id ?? ''), { at: evening }))).toBe('contact.second.decide');
		expect(await second(desk.helen, matter)).toMatchObject({ isMine: false, why: 'The hearing is at nine.', said: null });
		expect(await verdict(desk.jo, matter, evening)).toBe('wait');
		expect(key(await answer(desk.helen, matter, 'yes'))).toBe('done');
		expect(await tasksOf(db(), matter.personId, evening)).toEqual([]);
		for (const who of [desk.jo, desk.helen]) expect(await verdict(who, matter, later(59))).toMatch(/^go/);
		const reach = await reached(desk.jo, matter, evening);
		const out = await asDesk(
			db(),
			desk.jo,
			async (ctx) => {
				const asked = await askForNumber(ctx, reach);
				return 'proof' in asked ? shownNumber(ctx, reach, asked.proof) : null;
			},
			{ at: evening }
		);
		expect(out).toMatch(/\d{5}/);
		for (const who of [desk.jo, desk.helen]) expect(await verdict(who, matter, later(60))).toBe('wait');
		expect(await second(desk.jo, matter, later(60))).toBeNull();
	});

	it('P2 a no leaves it shut, and may be asked again; of two who answer at once one does', async () => {
		const matter = await aMatter(db(), safe);
		await ask(matter);
		const both = await Promise.all([answer(desk.helen, matter, 'no'), answer(desk.helen, matter, 'yes')]);
		expect(both.map(key).sort()).toEqual(['contact.second.gone', 'done']);
		const other = await aMatter(db(), safe);
		await ask(other);
		await answer(desk.helen, other, 'no');
		expect(await verdict(desk.jo, other, evening)).toBe('wait');
		expect(key(await ask(other, later(5)))).toBe('done');
	});

	it('P2 nobody can open what an hour does not shut: a no, an unsafe way, a way nobody asked about, an open gate', async () => {
		for (const someone of [
			{ ...safe, preference: { mayContact: 'no_look_here' as const } },
			{ ...safe, ways: [{ safe: 'unsafe' as const }] },
			{ ways: [{ safe: 'unknown' as const }], preference: { mayContact: 'unasked' as const } }
		])
			expect(key(await ask(await aMatter(db(), someone)))).toBe('contact.second.notNow');
		expect(key(await ask(await aMatter(db(), safe), now))).toBe('contact.second.notNow');
	});

	it('P19 another hub neither reads nor answers it', async () => {
		const matter = await aMatter(db(), safe);
		await ask(matter);
		expect(await asDesk(db(), desk.helen, (ctx) => readSecond(ctx, matter.personId), { hub: otherHub, at: evening })).toBeNull();
		const open = await second(desk.helen, matter);
		const out = await asDesk(
			db(),
			desk.helen,
			(ctx) => answerSecond(ctx, matter.caseId, matter.personId, { ask: open?.id ?? '', said: 'yes' }),
			{ hub: otherHub, at: evening }
		);
		expect(key(out)).toBe('contact.second.gone');
	});
});
