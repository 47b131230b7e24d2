import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { addWay } from '#server/db/queries/people.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import type { Db } from '#server/db/as.ts';
import { sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import type { Handed, Parcel, Post } from '#server/post/port.ts';
import { demoPost, noPost } from '#server/post/demo.ts';
import { NotYours } from '#shared/faults.ts';
import { readOutbox } from '#features/notices/server/outbox.ts';
import { listNotices, logOf, settleNotice } from '#features/notices/server/desk.ts';
import { listLetters, readLetter, type AskPost } from '#features/notices/server/letters.ts';
import { settleLetter, settleLetters } from '#features/notices/server/post-letters.ts';
import { sayISawIt, unseenOn } from '#features/notices/server/own.ts';
import { followNotices, sendNotices } from '#features/notices/server/send-notices.ts';
import { drainOutbox } from '#server/outbox/drain.ts';
import { addDays, londonDay } from '#shared/london.ts';
import { askGate, handlers } from '../../src/jobs.ts';
import { work } from '#server/http/work.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { hideEvent } from '#features/cases/server/hide-event.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { aDesk, aMatter, anEvent, asWorker, aTry, now, type Desk, type Matter } from './at-the-desk.ts';

const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const day = 24 * 60;
const text = [{ kind: 'text' as const }];
const secret = 'Charge of burglary';

/** A way out that answers as it is told, and keeps what it was given. */
function aPost(
	answer: (parcel: Parcel) => Handed | Promise<Handed> = () => ({ came: 'taken', reference: 'ref-1' }),
	more: Partial<Post> = {}
) {
	const sent: Parcel[] = [];
	const post: Post = { name: 'fake', can: () => true, hand: async (parcel) => (sent.push(parcel), answer(parcel)), ...more };
	return { post, sent };
}

onOneEngine('notices', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});
	const drain = () => drainOutbox(db(), handlers, now);
	const round = (post: Post, at = after(1)) => sendNotices(db(), { hub: testHub, now: at, post, askGate, random: () => 0.5 });
	type Row = { id: string; state: string; reason: string | null; channel: string | null; tries: number; repeat: number; kind: string };
	const of = async ({ personId }: Matter, d: Db = db()): Promise<Row[]> =>
		d.as(job, now, async (tx) =>
			rowsOf<Row>(
				await tx.q.execute(
					sql`select id, state, reason, channel, tries, repeat, kind from notice where person_id = ${personId} order by made_at, repeat, id`
				)
			)
		);
	const tasks = ({ personId }: Matter): Promise<string[]> =>
		db().as(job, now, async (tx) =>
			rowsOf<{ kind: string }>(
				await tx.q.execute(sql`select kind from task where person_id = ${personId} and done_at is null order by kind`)
			).map(({ kind }) => kind)
		);
	/** Somebody with a way to write to, and an update for her that waits to be noticed. */
	async function updated(
		someone: Parameters<typeof aMatter>[1] = {},
		kind: 'under_investigation' | 'hearing_moved' = 'under_investigation'
	) {
		const matter = await aMatter(db(), { ways: text, ...someone });
		const eventId = await anEvent(db(), desk, { caseId: matter.caseId, kind, charge: kind === 'hearing_moved' ? null : secret } as never);
		await drain();
		return { ...matter, eventId };
	}

	it('T30 S-20 an update makes one notice, in fixed words that say nothing, to the safe way; sent once, however often the round runs', async () => {
		const matter = await updated({ name: 'Sam Secret' });
		await drain();
		const { post, sent } = aPost();
		await round(post);
		await round(post, after(2));
		expect(sent).toEqual([
			{
				key: (await of(matter))[0]?.id,
				channel: 'text',
				to: '01632 960000',
				subject: 'An update',
				text: 'You have an update. Look when it is safe.'
			}
		]);
		expect(await of(matter)).toMatchObject([{ state: 'sent', channel: 'text', tries: 1, kind: 'ordinary' }]);
		const stored = await db().as(job, now, async (tx) => JSON.stringify(rowsOf(await tx.q.execute(sql`select * from notice`))));
		expect(stored).not.toMatch(/960000|burglary|Sam Secret|update for/i);
	});

	it('S-20 the gate is asked at the moment of sending: what she stopped meanwhile does not go', async () => {
		const matter = await updated();
		await db().as(job, now, (tx) =>
			tx.q
				.execute(sql`insert into preference (id, hub_id, person_id, version, may_contact, voicemail, say_who, hard_news, given, changed_since, confirmed_at, made_at)
				values (${newId(now)}, ${testHub}, ${matter.personId}, 2, 'no_look_here', 'none', false, 'call_first', '{}', false, ${now.toISOString()}, ${now.toISOString()})`)
		);
		const { post, sent } = aPost();
		await round(post);
		expect(sent).toEqual([]);
		expect(await of(matter)).toMatchObject([{ state: 'withheld', reason: 'reach.reason.no_look_here' }]);
		expect(await tasks(matter)).toEqual([]);
	});

	it.each([
		['unsafe', { ways: [{ kind: 'text' as const, safe: 'unsafe' as const }] }, 'reach.reason.unsafe', []],
		['unasked', { preference: { mayContact: 'unasked' as const } }, 'reach.reason.not_asked', []],
		['stale', { preference: { changedSince: true } }, 'reach.reason.stale', ['still_right']],
		['only a phone, which no machine calls', { ways: [{ kind: 'phone' as const }] }, null, []]
	] as const)('P2 %s: nothing goes, and it is on record why', async (_, someone, reason, open) => {
		const matter = await updated(someone as never);
		const { post, sent } = aPost();
		await round(post);
		expect(sent).toEqual([]);
		expect(await of(matter)).toMatchObject([{ state: 'withheld', ...(reason ? { reason } : {}) }]);
		expect(await tasks(matter)).toEqual(open);
	});

	it('P15 outside her hours it waits for them, and goes then', async () => {
		const matter = await updated({ preference: { hours: [{ days: [3], from: '10:00', to: '11:00' }] } });
		const { post, sent } = aPost();
		await round(post);
		expect(sent).toEqual([]);
		// Wednesday, 10 o'clock in London.
		await round(post, new Date('2026-06-03T08:59:00Z'));
		expect(sent).toEqual([]);
		await round(post, new Date('2026-06-03T09:01:00Z'));
		expect(sent.length).toBe(1);
		expect(await of(matter)).toMatchObject([{ state: 'sent' }]);
	});

	it('journey 6: whom a worker told meanwhile gets no notice', async () => {
		const matter = await updated({ ways: [{ kind: 'text' }, { kind: 'phone' }] });
		await aTry(db(), desk.jo, { ...matter, way: matter.ways[1] ?? '' });
		const { post, sent } = aPost();
		await round(post);
		expect(sent).toEqual([]);
		expect(await of(matter)).toMatchObject([{ state: 'withheld', reason: 'notice.reason.told' }]);
	});

	it('P4 danger news and unspoken hard news make no notice at all', async () => {
		const matter = await aMatter(db(), { ways: text });
		for (const kind of ['released_on_bail', 'not_charged'] as const) await anEvent(db(), desk, { caseId: matter.caseId, kind });
		await drain();
		expect(await of(matter)).toEqual([]);
	});

	it('many updates while one waits are one notice', async () => {
		const matter = await updated();
		await anEvent(db(), desk, { caseId: matter.caseId, kind: 'nothing_new' });
		await drain();
		const { post, sent } = aPost();
		await round(post);
		expect(sent.length).toBe(1);
		expect((await of(matter)).map(({ state }) => state).sort()).toEqual(['sent', 'withheld']);
	});

	it('P15 a message answered is one notice; the name of the hub is said where she said so', async () => {
		const matter = await aMatter(db(), { ways: [{ kind: 'email' }], preference: { sayWho: true } });
		const payload = { thread: newId(now), case: matter.caseId, person: matter.personId };
		await db().as(job, now, (tx) =>
			tx.q.execute(
				sql`select outbox_append(${newId(now)}::uuid, 'message.answered', ${JSON.stringify(payload)}::jsonb, ${now.toISOString()}::timestamptz)`
			)
		);
		await drain();
		const { post, sent } = aPost();
		await round(post);
		expect(sent).toMatchObject([{ channel: 'email', text: 'Humber Care Team: you have an update. Look when it is safe.' }]);
	});

	describe('R-06 a provider that fails', () => {
		it('is tried again later each time, through the gate, and is dead after eight, with a task for a worker', async () => {
			const matter = await updated();
			const { post, sent } = aPost(() => ({ came: 'temporary', code: '429' }));
			for (let at = 1; at < 8; at++) {
				await round(post, after(at * day));
				await round(post, after(at * day));
			}
			expect(await of(matter)).toMatchObject([{ state: 'waiting', reason: 'notice.reason.temporary', tries: 5 }]);
			// Three of the eight days were a weekend, or outside her hours.
			for (let at = 8; at < 14; at++) await round(post, after(at * day));
			expect(await of(matter)).toMatchObject([{ state: 'dead', reason: 'notice.reason.no_answer', tries: 8 }]);
			// A worker sends it again, through the gate, or gives it up for a call; of two presses one counts.
			const [stuck] = await of(matter);
			const settle = (what: 'again' | 'call') => asWorker(db(), desk.jo, (ctx) => settleNotice(ctx, stuck?.id ?? '', what));
			expect((await asWorker(db(), desk.jo, listNotices)).find(({ id }) => id === stuck?.id)).toMatchObject({ isStuck: true });
			await settle('again');
			expect(await of(matter)).toMatchObject([{ state: 'waiting', reason: null }]);
			expect(await settle('again')).toMatchObject({ refused: [{ key: 'notice.error.moved' }] });
			await db().as(job, now, (tx) => tx.q.execute(sql`update notice set state = 'dead' where id = ${stuck?.id}`));
			await settle('call');
			expect(await of(matter)).toMatchObject([{ state: 'dead', reason: 'notice.reason.gave_up' }]);
			expect(await settle('call')).toMatchObject({ refused: [{ key: 'notice.error.moved' }] });
			expect((await asWorker(db(), desk.jo, listNotices)).find(({ id }) => id === stuck?.id)).toMatchObject({ isStuck: false });
			expect(sent.length).toBe(8);
			expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
			expect(await tasks(matter)).toEqual(['notice_call']);
		});

		it('a number that does not work is a wrong number: the way is shut and a safe one looked for (P9)', async () => {
			const matter = await updated();
			const { post } = aPost(() => ({ came: 'permanent', code: '400' }));
			await round(post);
			expect(await of(matter)).toMatchObject([{ state: 'failed', reason: 'notice.reason.permanent' }]);
			expect(await tasks(matter)).toEqual(['find_safe_way']);
			await anEvent(db(), desk, { caseId: matter.caseId, kind: 'nothing_new' });
			await drain();
			const next = aPost();
			await round(next.post);
			expect(next.sent).toEqual([]);
		});

		it('a receipt that says so does the same; a delivered one is on record', async () => {
			for (const [came, state, open] of [
				['permanent', 'failed', ['find_safe_way']],
				['temporary', 'failed', ['notice_call']],
				['delivered', 'delivered', []]
			] as const) {
				const matter = await updated();
				const { post } = aPost(undefined, { follow: () => Promise.resolve(came) });
				await round(post);
				await followNotices(db(), { hub: testHub, now: after(10), post, askGate, random: () => 0 });
				expect(await of(matter)).toMatchObject([{ state }]);
				expect(await tasks(matter)).toEqual(open);
			}
		});

		it('an answer that got lost is never sent again without asking: once taken is once sent', async () => {
			const matter = await updated();
			const { post, sent } = aPost(() => ({ came: 'unknown', code: '500' }), { find: () => Promise.resolve({ reference: 'found' }) });
			await round(post);
			expect(await of(matter)).toMatchObject([{ state: 'sending' }]);
			await round(post, after(5));
			await round(post, after(30));
			expect(sent.length).toBe(1);
			expect(await of(matter)).toMatchObject([{ state: 'sent' }]);
		});

		it('where nobody can be asked it goes to a worker', async () => {
			const matter = await updated();
			const { post, sent } = aPost(() => Promise.reject(new Error('cut')));
			await round(post);
			await round(post, after(30));
			expect(sent.length).toBe(1);
			expect(await of(matter)).toMatchObject([{ state: 'dead', reason: 'notice.reason.maybe_sent' }]);
			expect(await tasks(matter)).toEqual(['notice_call']);
		});

		it('R-11 two rounds at once send it once', async () => {
			const matter = await updated();
			const { post, sent } = aPost();
			await Promise.all([round(post), round(post)]);
			expect(sent.length).toBe(1);
			expect(await of(matter)).toMatchObject([{ state: 'sent', tries: 1 }]);
		});
	});

	it('nothing set up: withheld with the reason, never lost', async () => {
		const matter = await updated();
		await round(noPost);
		expect(await of(matter)).toMatchObject([{ state: 'withheld', reason: 'notice.reason.no_provider' }]);
	});

	it('P22 a hearing that moved is repeated twice, a day apart, each through the gate, then a worker calls', async () => {
		const matter = await updated({}, 'hearing_moved');
		const { post, sent } = aPost();
		for (let at = 0; at < 5; at++) await round(post, after(1 + at * day));
		expect(sent.length).toBe(3);
		expect((await of(matter)).map(({ kind, repeat, state }) => [kind, repeat, state])).toEqual([
			['court_critical', 0, 'sent'],
			['court_critical', 1, 'sent'],
			['court_critical', 2, 'sent']
		]);
		expect(await tasks(matter)).toEqual(['notice_call']);
	});

	/** Runs a use case as the person herself, as her door would. */
	const asHer = <Out>({ personId }: Matter, run: (ctx: Ctx<PersonActor>) => Promise<Out>, at = after(5)): Promise<Out> => {
		const actor = { kind: 'person', id: personId, account: personId, hub: testHub } as unknown as PersonActor;
		return work(db(), { actor, now: at, lang: 'en', requestId: 'her', audit: 'notice.seen' }, run);
	};

	describe('P22 S-31 "I have seen it"', () => {
		it('ends the repeats and the call, is in the contact log with its time, and a second press changes nothing', async () => {
			const matter = await updated({}, 'hearing_moved');
			const { post, sent } = aPost();
			await round(post);
			const shown = [{ id: matter.eventId }, { id: newId(now) }];
			expect(await asHer(matter, (ctx) => unseenOn(ctx, matter.caseId, shown))).toEqual([{ id: matter.eventId }]);
			expect(await asHer(matter, (ctx) => sayISawIt(ctx, matter.caseId, matter.eventId))).toEqual({
				go: `/my/updates/${matter.caseId}?done=seen`
			});
			await asHer(matter, (ctx) => sayISawIt(ctx, matter.caseId, matter.eventId), after(90));
			expect(await asHer(matter, (ctx) => unseenOn(ctx, matter.caseId, shown))).toEqual([]);
			for (let at = 1; at < 5; at++) await round(post, after(1 + at * day));
			expect(sent.length).toBe(1);
			expect((await of(matter)).map(({ state, reason }) => [state, reason])).toEqual([
				['sent', null],
				['withheld', 'notice.reason.seen']
			]);
			expect(await tasks(matter)).toEqual([]);
			const log = await asWorker(db(), desk.jo, (ctx) => logOf(ctx, matter.caseId, [matter.personId]));
			expect(log.find(({ state }) => state === 'sent')).toMatchObject({ channel: 'text', seenAt: after(5).toISOString() });
		});

		it('opening the page says nothing: it goes on being repeated', async () => {
			const matter = await updated({}, 'hearing_moved');
			const { post, sent } = aPost();
			await round(post);
			await asHer(matter, (ctx) => unseenOn(ctx, matter.caseId, [{ id: matter.eventId }]));
			await round(post, after(1 + day));
			expect(sent.length).toBe(2);
			const log = await asWorker(db(), desk.jo, (ctx) => logOf(ctx, matter.caseId, [matter.personId]));
			expect(log.map(({ seenAt }) => seenAt)).toEqual(log.map(() => null));
		});

		it('nobody says it for another, and nobody reads from a notice more than that it waits for her answer', async () => {
			const [hers, other] = [await updated({}, 'hearing_moved'), await updated({}, 'hearing_moved')];
			await round(aPost().post);
			await asHer(other, (ctx) => sayISawIt(ctx, hers.caseId, hers.eventId));
			expect(await asHer(hers, (ctx) => unseenOn(ctx, hers.caseId, [{ id: hers.eventId }]))).toEqual([{ id: hers.eventId }]);
			await expect(
				asHer(hers, ({ db: tx }) => tx.q.execute(sql`select state from notice where person_id = ${hers.personId}`))
			).rejects.toThrow();
		});

		it('what is ordinary asks nothing', async () => {
			const matter = await updated();
			await round(aPost().post);
			expect(await asHer(matter, (ctx) => unseenOn(ctx, matter.caseId, [{ id: matter.eventId }]))).toEqual([]);
		});
	});

	describe('a letter that the hub prints itself', () => {
		const askPost: AskPost = async (ctx, id) => (await reachFor(ctx, [id], () => ({ kind: 'automatic', way: 'post' }))).get(id)?.verdict;
		const noLetters = () => aPost(undefined, { can: (channel) => channel !== 'post' });
		const today = { what: 'posted', day: londonDay(now) } as const;
		const byPost = { ways: [{ kind: 'post' as const }] };
		const asJo = <Out>(run: Parameters<typeof asWorker<Out>>[2], at = after(5)) => asWorker(db(), desk.jo, run, at);
		const stop = (personId: string) =>
			asJo(({ db: tx }) => tx.q.execute(sql`update contact_way set safe = 'unsafe' where person_id = ${personId}`));

		it('waits with no address in the list, opens through the gate with the fixed words, and is posted once', async () => {
			const matter = await updated(byPost);
			const { post, sent } = noLetters();
			await round(post);
			expect(sent).toEqual([]);
			expect(await of(matter)).toMatchObject([{ state: 'printing', channel: 'post', tries: 0 }]);
			const letters = await asJo(listLetters);
			const mine = letters.find(({ personId }) => personId === matter.personId);
			expect(JSON.stringify(letters)).not.toMatch(/01632/);
			const id = mine?.id ?? '';
			expect(await asJo((ctx) => readLetter(ctx, id, askPost))).toMatchObject({
				isOpen: true,
				address: ['01632 960000'],
				text: 'You have an update. Look when it is safe.',
				english: null
			});
			expect(await asJo((ctx) => settleLetter(ctx, id, today, askPost))).toEqual({ go: '/console/notices/letters' });
			expect(await of(matter)).toMatchObject([{ state: 'sent' }]);
			await expect(asJo((ctx) => settleLetter(ctx, id, today, askPost))).rejects.toThrow(NotYours);
			await round(post, after(60));
			expect((await of(matter)).length).toBe(1);
		});

		it('S-20 what she stopped meanwhile shows no address and cannot be posted; what cannot be posted is stuck', async () => {
			const matter = await updated(byPost);
			await round(noLetters().post);
			await stop(matter.personId);
			const id = (await of(matter))[0]?.id ?? '';
			const read = await asJo((ctx) => readLetter(ctx, id, askPost));
			expect(read).toMatchObject({ isOpen: false, reason: 'reach.reason.unsafe' });
			expect(JSON.stringify(read)).not.toMatch(/01632/);
			expect(await asJo((ctx) => settleLetter(ctx, id, today, askPost))).toMatchObject({ refused: [{ key: 'notice.letter.stop' }] });
			expect(await of(matter)).toMatchObject([{ state: 'printing' }]);
			await asJo((ctx) => settleLetter(ctx, id, { what: 'could_not' }, askPost));
			expect((await asJo(listNotices)).find((one) => one.id === id)).toMatchObject({ isStuck: true, reason: 'notice.reason.not_posted' });
		});

		const log = (matter: Matter) => asJo((ctx) => logOf(ctx, matter.caseId, [matter.personId]));
		/** A letter that waits to be printed since some days. */
		const waiting = async (days: number): Promise<Matter & { id: string }> => {
			const matter = await updated(byPost);
			await round(noLetters().post, after(1));
			const id = (await of(matter))[0]?.id ?? '';
			await db().as(job, now, (tx) =>
				tx.q.execute(sql`update notice set moved_at = ${after(-days * day).toISOString()}::timestamptz where id = ${id}`)
			);
			return { ...matter, id };
		};

		it('P9 the day on which it was posted is in the contact log and in what left the hub; not in the future, not before it was there, not long ago', async () => {
			const letter = await waiting(2);
			const wednesday = londonDay(now);
			for (const wrong of [addDays(wednesday, 1), addDays(wednesday, -3), addDays(wednesday, -30), '1999-01-01'])
				expect(await asJo((ctx) => settleLetter(ctx, letter.id, { what: 'posted', day: wrong }, askPost))).toMatchObject({
					refused: [{ field: 'day', key: 'notice.letter.error.day' }]
				});
			const yesterday = addDays(wednesday, -1);
			expect(await asJo((ctx) => settleLetter(ctx, letter.id, { what: 'posted', day: yesterday }, askPost))).toMatchObject({
				go: expect.anything()
			});
			expect(await log(letter)).toMatchObject([{ state: 'sent', channel: 'post', postedOn: yesterday }]);
			expect((await asJo(listNotices)).find((one) => one.id === letter.id)).toMatchObject({ state: 'sent', postedOn: yesterday });
			const told = await updated();
			await round(aPost().post);
			expect(await log(told)).toMatchObject([{ state: 'sent', postedOn: null }]);
		});

		it('several at once, each through the gate for itself: what was stopped stays, what somebody else marked is left out, once pressed twice is once', async () => {
			const [one, two, stopped] = [await waiting(3), await waiting(3), await waiting(3)];
			await stop(stopped.personId);
			const press = () =>
				asJo((ctx) => settleLetters(ctx, { letter: [one.id, two.id, one.id, stopped.id, newId(now)], day: londonDay(now) }, askPost));
			expect(await press()).toEqual({ go: '/console/notices/letters?posted=2&stopped=1' });
			expect(await press()).toEqual({ go: '/console/notices/letters?posted=0&stopped=1' });
			for (const [letter, state] of [
				[one, 'sent'],
				[two, 'sent'],
				[stopped, 'printing']
			] as const)
				expect(await of(letter)).toMatchObject([{ state }]);
			expect(await log(two)).toMatchObject([{ postedOn: londonDay(now) }]);
			const [older, newer] = [await waiting(3), await waiting(0)];
			const back = { letter: [older.id, newer.id], day: addDays(londonDay(now), -2) };
			expect(await asJo((ctx) => settleLetters(ctx, back, askPost))).toMatchObject({ refused: [{ field: 'day' }] });
			expect(await of(older)).toMatchObject([{ state: 'printing' }]);
			await asJo((ctx) => settleLetters(ctx, { letter: [older.id, newer.id, stopped.id], day: londonDay(now) }, askPost));
		});

		it('S-20 one that was posted before she stopped it is written down as it was, and a worker sees to it at once', async () => {
			const letter = await waiting(2);
			await stop(letter.personId);
			const yesterday = addDays(londonDay(now), -1);
			await asJo((ctx) => settleLetter(ctx, letter.id, { what: 'posted', day: yesterday }, askPost));
			expect(await log(letter)).toMatchObject([{ state: 'sent', postedOn: yesterday }]);
			expect(await tasks(letter)).toEqual(['notice_call']);
		});

		it('P22 a letter is too slow for what is critical for court: somebody calls as well, and what she has seen is not posted', async () => {
			const matter = await updated(byPost, 'hearing_moved');
			await round(noLetters().post);
			expect(await tasks(matter)).toEqual(['notice_call']);
			await asHer(matter, (ctx) => sayISawIt(ctx, matter.caseId, matter.eventId));
			const id = (await of(matter))[0]?.id ?? '';
			expect(await asJo((ctx) => readLetter(ctx, id, askPost))).toMatchObject({ isOpen: false, reason: 'notice.reason.seen' });
		});
	});

	it('P13 what she said is not about her is not announced to her', async () => {
		const matter = await updated();
		await asHer(matter, (ctx) => hideEvent(ctx, matter.caseId, matter.eventId));
		const { post, sent } = aPost();
		await round(post);
		expect(sent).toEqual([]);
		expect(await of(matter)).toMatchObject([{ state: 'withheld', reason: 'notice.reason.hidden' }]);
	});

	it('P9 every notice is in the contact log of the case, sent or withheld and why; the log has a row only for what was sent', async () => {
		const [told, stopped] = [await updated(), await updated({ ways: [{ kind: 'text', safe: 'unsafe' }] })];
		await round(aPost().post);
		const log = (matter: Matter) => asWorker(db(), desk.jo, (ctx) => logOf(ctx, matter.caseId, [matter.personId]));
		expect(await log(told)).toMatchObject([{ state: 'sent', channel: 'text', reason: null, source: 'update' }]);
		expect(await log(stopped)).toMatchObject([{ state: 'withheld', channel: null, reason: 'reach.reason.unsafe' }]);
		expect(JSON.stringify([await log(told), await log(stopped)])).not.toMatch(/01632|Sam Test|burglary/);
		const rows = await db().engine.tx('owner', async (q) => {
			await q.execute(sql`select set_config('role', 'waymark_audit', true)`);
			return rowsOf<{ person_id: string }>(await q.execute(sql`select person_id from audit_event where action = 'notice.sent'`));
		});
		expect(rows.filter(({ person_id }) => person_id === told.personId).length).toBe(1);
		expect(rows.some(({ person_id }) => person_id === stopped.personId)).toBe(false);
	});

	it('S-20 the sealed address of the way that the gate named is the one that is used', async () => {
		const matter = await aMatter(db(), { ways: [] });
		const id = newId(now);
		await db().as(job, now, async (tx) => {
			const valueSealed = await sealAt(tx.keys, sealedPlaces.contactWay(matter.personId, id), 'sam@example.org');
			const row = { kind: 'email', safe: 'safe', checked: true, madeAt: now, hubId: testHub } as const;
			await addWay(tx, { ...row, id, personId: matter.personId, valueSealed, valueIndex: searchIndex.way(tx.keys, 'sam@example.org') });
		});
		await anEvent(db(), desk, { caseId: matter.caseId, kind: 'under_investigation' });
		await drain();
		const { post, sent } = aPost();
		await round(post);
		expect(sent).toMatchObject([{ channel: 'email', to: 'sam@example.org' }]);
	});
});

it('T30 the demo shows what would have left, each once; in live there is no such page', async () => {
	const parcel = {
		key: crypto.randomUUID(),
		channel: 'text',
		to: '07700 900123',
		subject: 'An update',
		text: 'You have an update.'
	} as const;
	await demoPost.hand(parcel);
	await demoPost.hand(parcel);
	expect(readOutbox({ isLive: false }).filter(({ key }) => key === parcel.key)).toMatchObject([
		{ to: '07700 900123', text: 'You have an update.' }
	]);
	expect(() => readOutbox({ isLive: true })).toThrow(NotYours);
});
