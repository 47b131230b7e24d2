import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listNotices } from '#features/notices/server/desk.ts';
import { followNotices, sendNotices } from '#features/notices/server/send-notices.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { drainOutbox } from '#server/outbox/drain.ts';
import { notifyPost } from '#server/post/notify.ts';
import { askGate, handlers } from '../../src/jobs.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { key, startNotify, templates, type Answer, type Asked, type FakeNotify } from '../notify/fake.ts';
import { anyOf, documented, errors, refusalOf, type Told } from '../notify/shapes.ts';
import { aDesk, aMatter, anEvent, asWorker, now, type Desk, type Matter } from './at-the-desk.ts';

const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const refused = (status: number, whose: Told['whose']): Answer => ({ status, body: refusalOf(documented(status, whose)) });
const byNumber = documented(400, 'address');
/** How one call may end: kept or not, and what we hear of it. */
const ends = [
	'taken',
	'kept, cut',
	'kept, silence',
	'kept, 500',
	'kept, unreadable',
	'cut',
	'500',
	'429',
	'403 clock',
	'400 number',
	'400 ours',
	'403'
] as const;
type End = (typeof ends)[number];

/** What a Notify that keeps what it took says: `ends` for each thing handed over in turn, `lists` for each time it is asked for a key. */
function remembering(sample: (shape: 'taken_sms' | 'notification' | 'list') => Record<string, unknown>) {
	const kept: { id: string; reference: string }[] = [];
	const plan = { ends: [] as End[], lists: [] as ('well' | '429' | 'cut')[], status: 'delivered' };
	const answer = ({ kind, path, body }: Asked): Answer => {
		if (kind === 'one') {
			const found = kept.find(({ id }) => path.endsWith(id));
			return found ? { status: 200, body: { ...sample('notification'), ...found, status: plan.status } } : refused(404, 'ours');
		}
		if (kind === 'list') {
			const how = plan.lists.shift() ?? 'well';
			if (how !== 'well') return how === 'cut' ? 'cut' : refused(429, 'later');
			const reference = decodeURIComponent(path.split('=')[1] ?? '');
			const found = kept.filter((one) => one.reference === reference);
			return { status: 200, body: { ...sample('list'), notifications: found.map((one) => ({ ...sample('notification'), ...one })) } };
		}
		const end = plan.ends.shift() ?? 'taken';
		const one = { id: randomUUID(), reference: String(body.reference) };
		if (end === 'taken' || end.startsWith('kept')) kept.push(one);
		if (end === 'taken') return { status: 201, body: { ...sample('taken_sms'), ...one } };
		if (end === 'kept, unreadable') return { status: 201, body: '{"id"' };
		if (end === '403 clock') return refused(403, 'later');
		if (end === '400 number') return { status: 400, body: refusalOf(byNumber) };
		if (end.endsWith('cut')) return 'cut';
		if (end.endsWith('silence')) return 'silence';
		if (end.endsWith('500')) return refused(500, 'unknown');
		return end === '429' ? refused(429, 'later') : refused(Number(end.slice(0, 3)), 'ours');
	};
	return { kept, plan, answer };
}

onOneEngine('notices through GOV.UK Notify', (db) => {
	let desk: Desk;
	let fake: FakeNotify;
	beforeAll(async () => {
		desk = await aDesk(db());
		fake = await startNotify(() => 'cut');
	});
	afterAll(() => {
		fake.close();
		expect(fake.wrong).toEqual([]);
	});
	const sample = (shape: 'taken_sms' | 'notification' | 'list') => fc.sample(anyOf(shape), 1)[0] ?? {};
	const post = () => notifyPost({ key, templates, base: fake.url, timeout: 500 });
	const round = (at: Date) => sendNotices(db(), { hub: testHub, now: at, post: post(), askGate, random: () => 0 });
	const follow = (at: Date) => followNotices(db(), { hub: testHub, now: at, post: post(), askGate, random: () => 0 });
	type Row = { id: string; state: string; reason: string | null; tries: number; next_at: unknown };
	const of = ({ personId }: Matter): Promise<Row[]> =>
		db().as(job, now, async (tx) =>
			rowsOf<Row>(
				await tx.q.execute(sql`select id, state, reason, tries, next_at from notice where person_id = ${personId} order by repeat`)
			)
		);
	const tasks = ({ personId }: Matter): Promise<string[]> =>
		db().as(job, now, async (tx) =>
			rowsOf<{ kind: string }>(
				await tx.q.execute(sql`select kind from task where person_id = ${personId} and done_at is null order by kind`)
			).map(({ kind }) => kind)
		);
	async function updated(kind: 'under_investigation' | 'hearing_moved' = 'under_investigation'): Promise<Matter> {
		const matter = await aMatter(db(), { ways: [{ kind: 'text' }] });
		await anEvent(db(), desk, { caseId: matter.caseId, kind });
		await drainOutbox(db(), handlers, now);
		return matter;
	}
	const shown = async ({ personId }: Matter) => (await asWorker(db(), desk.jo, listNotices)).filter((one) => one.personId === personId);

	it('R-06 however its answers end, it has one notice at most once, and none is lost: sent, or a worker knows', async () => {
		const lists = fc.array(fc.constantFrom('well' as const, '429' as const, 'cut' as const), { maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(fc.array(fc.constantFrom(...ends), { maxLength: 4 }), lists, async (planned, asked) => {
				const { kept, plan, answer } = remembering(sample);
				[plan.ends, plan.lists] = [[...planned], [...asked]];
				fake.become(answer);
				const matter = await updated();
				// The longest way: cut off, asked about in vain, sent again, three times over, with the pauses between.
				for (const minutes of [1, 13, 26, 40, 60, 90, 120, 180, 240, 300]) await round(after(minutes));
				const [row, ...more] = await of(matter);
				expect(more).toEqual([]);
				expect(kept.length).toBeLessThanOrEqual(1);
				if (kept.length === 1) expect(kept[0]?.reference).toBe(row?.id);
				if (row?.state === 'sent') expect(kept.length).toBe(1);
				else {
					expect(row?.state).toMatch(/^(dead|failed)$/);
					expect((await shown(matter))[0]).toMatchObject({ isStuck: true });
					expect(await tasks(matter)).not.toEqual([]);
				}
			}),
			{ numRuns: 25, endOnFailure: true }
		);
	});

	it('a provider that does not answer whether it has it is asked again; after an hour a worker is told, and it is never sent twice', async () => {
		const { kept, plan, answer } = remembering(sample);
		[plan.ends, plan.lists] = [['kept, cut'], Array<'429'>(40).fill('429')];
		fake.become(answer);
		const matter = await updated();
		for (const minutes of [1, 13, 30, 50]) await round(after(minutes));
		expect(await of(matter)).toMatchObject([{ state: 'sending' }]);
		expect(await tasks(matter)).toEqual([]);
		for (const minutes of [70, 80]) await round(after(minutes));
		expect(await of(matter)).toMatchObject([{ state: 'dead', reason: 'notice.reason.maybe_sent' }]);
		expect(await tasks(matter)).toEqual(['notice_call']);
		expect(kept.length).toBe(1);
	});

	it('P9 a template or a field of ours that Notify refuses shuts no way of hers', async () => {
		for (const one of errors.filter(({ status, whose }) => status === 400 && whose === 'ours')) {
			fake.become(() => ({ status: 400, body: refusalOf(one) }));
			const matter = await updated();
			await round(after(1));
			expect(await of(matter), one.message).toMatchObject([{ state: 'dead', reason: 'notice.reason.refused' }]);
			expect(await tasks(matter)).toEqual(['notice_call']);
		}
	});

	it.each([
		['delivered', 'delivered', null, []],
		['permanent-failure', 'failed', 'notice.reason.permanent', ['find_safe_way']],
		['returned-letter', 'failed', 'notice.reason.permanent', ['find_safe_way']],
		['temporary-failure', 'failed', 'notice.reason.temporary', ['notice_call']],
		['technical-failure', 'failed', 'notice.reason.temporary', ['notice_call']],
		['created', 'sent', null, []],
		['sending', 'sent', null, []],
		['accepted', 'sent', null, []],
		['received', 'sent', null, []],
		['sent', 'sent', null, []]
	])('P9 a receipt "%s" is seen by staff', async (status, state, reason, open) => {
		const { plan, answer } = remembering((shape) => ({ ...sample(shape), ...(shape === 'notification' && { type: 'sms' }) }));
		plan.status = status;
		fake.become(answer);
		const matter = await updated();
		await round(after(1));
		await follow(after(10));
		expect(await of(matter)).toMatchObject([{ state, reason }]);
		expect(await shown(matter)).toMatchObject([{ state, reason, isStuck: state === 'failed' }]);
		expect(await tasks(matter)).toEqual(open);
	});

	it('what nobody will say more about is not asked about for ever: gone after seven days, abroad, posted', async () => {
		const day = 24 * 60;
		for (const [status, asks] of [
			['sent', 1],
			['received', 1],
			['sending', 2]
		] as const) {
			const { plan, answer, kept } = remembering((shape) => ({ ...sample(shape), ...(shape === 'notification' && { type: 'letter' }) }));
			plan.status = status;
			fake.become(answer);
			const matter = await updated();
			await round(after(1));
			fake.asked.length = 0;
			await follow(after(10));
			await follow(after(11));
			await follow(after(9 * day));
			await follow(after(10 * day));
			const mine = fake.asked.filter(({ path }) => path.endsWith(kept[0]?.id ?? '-'));
			expect([status, mine.length]).toEqual([status, asks]);
			expect(await of(matter)).toMatchObject([{ state: 'sent', next_at: null }]);
		}
	});

	it('a letter carries her name above the address, so that nobody else opens it', async () => {
		const { answer } = remembering(sample);
		fake.become(answer);
		const matter = await aMatter(db(), { name: 'Sam Test', ways: [{ kind: 'post' }] });
		await anEvent(db(), desk, { caseId: matter.caseId, kind: 'under_investigation' });
		await drainOutbox(db(), handlers, now);
		fake.asked.length = 0;
		await round(after(1));
		expect(fake.asked.find(({ kind }) => kind === 'letter')?.body.personalisation).toMatchObject({
			address_line_1: 'Sam Test',
			address_line_2: '01632 960000'
		});
	});
});
