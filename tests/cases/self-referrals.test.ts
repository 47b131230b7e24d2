import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { addCase } from '#features/cases/server/add-case.ts';
import { newCaseForm } from '#features/cases/console-schema.ts';
import { agencyAskForm, answerForm, endForm } from '#features/self-referrals/schema.ts';
import { askAsAgency, readAgencyAsks } from '#features/self-referrals/server/ask-as-agency.ts';
import { cancelAsk, changeAnswer, comeBack, joinByWords, readOwnAsk, writeMore } from '#features/self-referrals/server/back.ts';
import { askToTakeUp, endAsk, listAsks, markTakenUp, readAsk, recordAskTry, replyTo } from '#features/self-referrals/server/desk.ts';
import { readJoined } from '#features/self-referrals/server/joined.ts';
import { keepDraft, openDraft, openSent, sealDraft, sealSent, sendAsk, type Sent } from '#features/self-referrals/server/send.ts';
import { fileAsPage } from '#features/audit/ui/file-text.ts';
import { forgetPerson } from '#features/keeping/server/forget.ts';
import { sweeps } from '#features/keeping/server/sweeps.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { work } from '#server/http/work.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { langs } from '#shared/lang.ts';
import { wordsFor } from '#words/words.ts';
import { joinedParts } from '../../src/routes/[[lang=lang]]/(person)/my/account/held/parts.ts';
import type { Draft } from '#features/self-referrals/domain/asked.ts';
import { onWeekdays } from '#shared/office.ts';
import { job, onOneEngine, otherHub, testHub } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aMatter } from './at-the-desk.ts';
import { asDesk, asPartner, drain, later, now, partners, type Partners } from './directory-desk.ts';
import { doorAt } from './door.ts';

onOneEngine('asking for help without an account', (db) => {
	let desk: Partners;
	beforeAll(async () => {
		desk = await partners(db());
	});
	const office = onWeekdays('09:00', '17:00');
	let network = 0;
	/** Each somebody has a line of their own. */
	const door = (at = now, address = `198.51.100.${++network % 250}`) => doorAt(db(), at, { address });
	const said = (more: Partial<Draft> = {}): Draft & { way: NonNullable<Draft['way']> } => ({
		...{ once: crypto.randomUUID(), age: 'adult', way: 'phone', value: '01632 960123', name: 'Rowan', wishes: ['home', 'talk'] },
		...more
	});
	const send = async (draft = said(), at = door()): Promise<Sent> => {
		const sent = await sendAsk(at, testHub, draft, office);
		if ('refused' in sent) throw new Error(JSON.stringify(sent));
		return sent;
	};
	const idOf = async (words: string): Promise<string> => {
		const found = await comeBack(door(), testHub, words);
		if (!('id' in found)) throw new Error(JSON.stringify(found));
		return found.id;
	};
	const tasksAbout = async (id: string) =>
		(await db().as(job, now, (tx) => openTasks(tx)))
			.filter((task) => task.about === id)
			.map(({ kind, isUrgent, dueOn }) => ({ kind, isUrgent, dueOn }));
	const keyOf = (out: object): string => ('refused' in out ? ((out.refused as { key: string }[])[0]?.key ?? '') : 'go');

	it('T10 T37 P14 is taken without a number, the police or a full name, and is the hub’s task by the day that was said', async () => {
		const sent = await send();
		expect(sent.words.split(' ')).toHaveLength(4);
		expect(sent.words).not.toMatch(/\d/);
		expect(sent.by).toBe('2026-06-23T16:00:00.000Z');
		await drain(db());
		await drain(db());
		const id = await idOf(sent.words);
		expect(await tasksAbout(id)).toEqual([{ kind: 'help_asked', isUrgent: false, dueOn: '2026-06-23' }]);
		const [row] = (await asDesk(db(), desk.jo, listAsks)).filter((each) => each.id === id);
		expect(row).toMatchObject({ name: 'Rowan', state: 'waiting', isLate: false });
	});

	it('P17 P20 who is under 18 or not safe is read first, the same working day', async () => {
		const sent = await send(said({ age: 'teen', safe: 'no' }));
		await drain(db());
		expect(await tasksAbout(await idOf(sent.words))).toEqual([{ kind: 'help_asked', isUrgent: true, dueOn: '2026-06-22' }]);
		expect((await asDesk(db(), desk.jo, listAsks))[0]).toMatchObject({ isUrgent: true });
	});

	it('sent twice, also at once, is one, with the same four words', async () => {
		const draft = said({ name: 'Twice' });
		const [one, two] = await Promise.all([send(draft), send(draft)]);
		expect(one.words).toBe(two.words);
		expect((await asDesk(db(), desk.jo, listAsks)).filter(({ name }) => name === 'Twice')).toHaveLength(1);
	});

	it('S-14 nothing on the way can be read or changed, nor used for another page, and it is gone in half an hour', async () => {
		const at = door();
		const draft = said({ name: 'Hidden' });
		const sealed = sealDraft(at, draft);
		expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('Hidden');
		expect(openDraft(at, sealed)).toEqual(draft);
		expect(openDraft(at, `${sealed.slice(0, -4)}AAAA`).name).toBeUndefined();
		expect(openSent(at, sealed)).toBeNull();
		expect(openDraft(door(new Date(now.getTime() + 1_800_001)), sealed).name).toBeUndefined();
		expect(openSent(at, sealSent(at, { words: 'a b c d', by: now.toISOString(), way: 'code', name: null }))?.words).toBe('a b c d');
	});

	it('P14 half of it is kept for whoever asks for four words, is read by nobody here, and goes on where it was', async () => {
		const draft = said({ name: 'Half' });
		const kept = await keepDraft(door(), testHub, draft);
		if (!('words' in kept)) throw new Error('not kept');
		expect((await asDesk(db(), desk.jo, listAsks)).map(({ name }) => name)).not.toContain('Half');
		const hers = await db().as(desk.harbour, now, async (tx) => rowsOf(await tx.q.execute(sql`select id from self_referral`)));
		expect(hers).toEqual([]);
		const back = await comeBack(door(), testHub, kept.words.toUpperCase().replaceAll(' ', '-'));
		expect(back).toMatchObject({ draft: { name: 'Half', once: draft.once } });
		const sent = await send('draft' in back ? { ...said(), ...back.draft } : said());
		expect(sent.words).toBe(kept.words);
		expect((await asDesk(db(), desk.jo, listAsks)).filter(({ name }) => name === 'Half')).toHaveLength(1);
	});

	it('S-03 wrong words and words that never were get one answer, and slow their network; another hub’s are none of ours', async () => {
		const address = '203.0.113.77';
		const sent = await send();
		for (let tries = 0; tries < 23; tries++) expect(keyOf(await comeBack(door(now, address), testHub, 'a b c d'))).toBe('ask.back.wrong');
		expect(keyOf(await comeBack(door(now, address), testHub, 'a b c d'))).toBe('accounts.wait');
		expect(keyOf(await comeBack(door(now, address), testHub, sent.words))).toBe('accounts.wait');
		expect(await idOf(sent.words)).toMatch(/^[0-9a-f-]{36}$/);
		expect(keyOf(await comeBack(door(), otherHub, sent.words))).toBe('ask.back.wrong');
	});

	it('whoever sends again and again from one network is slowed, and told so', async () => {
		const address = '203.0.113.78';
		for (let sends = 0; sends < 23; sends++) await send(said({ name: 'Many' }), door(now, address));
		const out = await sendAsk(door(now, address), testHub, said(), office);
		expect(keyOf(out)).toBe('accounts.wait');
	});

	it('P14 with the words: reads our answer, writes once more and once only, changes how to be answered, takes it back', async () => {
		const { words } = await send();
		const id = await idOf(words);
		const reply = () => asDesk(db(), desk.jo, (ctx) => replyTo(ctx, id, { seen: 'waiting', reply: 'Call us when you can.' }));
		expect((await Promise.all([reply(), reply()])).map(keyOf).sort()).toEqual(['ask.error.answered', 'go']);
		// A colleague whose page still says that it waits is told, and writes nothing over.
		expect(keyOf(await asDesk(db(), desk.jo, (ctx) => replyTo(ctx, id, { seen: 'waiting', reply: 'Another' })))).toBe('ask.error.answered');
		expect(await readOwnAsk(door(), testHub, id)).toMatchObject({ state: 'answered', answer: 'Call us when you can.', more: '' });
		expect(keyOf(await writeMore(door(), testHub, id, 'Not before noon'))).toBe('go');
		expect(keyOf(await writeMore(door(), testHub, id, 'Again'))).toBe('ask.error.closed');
		const answer = answerForm.parse({ way: 'code', value: '', name: 'Rowan', when: '', seen: '' });
		await changeAnswer(door(), testHub, id, answer);
		const page = await asDesk(db(), desk.jo, (ctx) => readAsk(ctx, id));
		expect(page).toMatchObject({ more: 'Not before noon', asked: { way: 'code', wishes: ['home', 'talk'] }, value: null });
		expect(page.verdict).not.toHaveProperty('way');
		await drain(db());
		expect((await tasksAbout(id)).map(({ kind }) => kind)).toEqual(['help_asked']);
		await cancelAsk(door(), testHub, id);
		expect(await readOwnAsk(door(), testHub, id)).toMatchObject({ state: 'cancelled' });
		expect(keyOf(await asDesk(db(), desk.jo, (ctx) => replyTo(ctx, id, { seen: 'answered', reply: 'Too late' })))).toBe('ask.error.closed');
	});

	it('P9 a try that went to somebody else ends the way; speaking with them keeps the promise', async () => {
		const id = await idOf((await send()).words);
		await drain(db());
		const read = () => asDesk(db(), desk.jo, (ctx) => readAsk(ctx, id));
		expect((await read()).value).toBe('01632 960123');
		await asDesk(db(), desk.jo, (ctx) => recordAskTry(ctx, id, 'someone_else'));
		expect(await read()).toMatchObject({ value: null, tries: [{ outcome: 'someone_else' }] });
		// Another way of theirs is not shut by what happened on the first; two tries written down at once are two.
		const other = answerForm.parse({ way: 'phone', value: '01632 960177', name: 'Rowan', when: '', seen: 'me' });
		await changeAnswer(door(new Date(now.getTime() + 60_000)), testHub, id, other);
		expect((await read()).value).toBe('01632 960177');
		const tried = () => asDesk(db(), desk.jo, (ctx) => recordAskTry(ctx, id, 'no_answer'));
		await Promise.all([tried(), tried()]);
		expect((await read()).tries).toHaveLength(3);
		await asDesk(db(), desk.jo, (ctx) => recordAskTry(ctx, id, 'told'));
		expect(await tasksAbout(id)).toEqual([]);
	});

	it('is late in the list when the promise was not kept', async () => {
		const id = await idOf((await send()).words);
		const row = async (at: Date) => (await asDesk(db(), desk.jo, listAsks, { at })).find((each) => each.id === id);
		expect((await row(new Date('2026-06-23T15:59:00Z')))?.isLate).toBe(false);
		expect((await row(new Date('2026-06-23T16:01:00Z')))?.isLate).toBe(true);
	});

	it('is made into one record, which carries what was said; ends without one with where to turn', async () => {
		const id = await idOf((await send()).words);
		expect((await asDesk(db(), desk.jo, (ctx) => askToTakeUp(ctx, id))).asked).toMatchObject({ name: 'Rowan', wishes: ['home', 'talk'] });
		expect(await asDesk(db(), desk.jo, (ctx) => markTakenUp(ctx, id))).toBeNull();
		const made = await asDesk(db(), desk.jo, async (ctx) => {
			await addCase(
				ctx,
				newCaseForm.parse({ once: id, name: 'Rowan', kind: 'crime', reported: 'no', phone: '01632 960123', safe: 'safe', same: 'new' })
			);
			return markTakenUp(ctx, id);
		});
		expect(made).toMatchObject({ isSpoken: false, asked: { wishes: ['home', 'talk'] } });
		expect(await asDesk(db(), desk.jo, (ctx) => markTakenUp(ctx, id))).toBeNull();
		await expect(asDesk(db(), desk.jo, (ctx) => askToTakeUp(ctx, id))).rejects.toThrow(NotYours);
		// What became of it in a record stays as it is, also past the app.
		const moved = asDesk(db(), desk.jo, (ctx) =>
			ctx.db.q.execute(sql`update self_referral set case_id = null where id = ${id} returning id`)
		);
		expect(rowsOf(await moved)).toEqual([]);
		const other = await idOf((await send()).words);
		const end = endForm.parse({ reason: 'other_area', reply: 'Call the team there.' });
		await asDesk(db(), desk.jo, (ctx) => endAsk(ctx, other, end));
		expect(await readOwnAsk(door(), testHub, other)).toMatchObject({ state: 'not_taken_up', answer: 'Call the team there.' });
	});

	it('is joined to a page by whoever types its words there, and by nobody after them', async () => {
		const { words } = await send();
		const [one, two] = [await aMatter(db()), await aMatter(db())];
		expect(await joinByWords(door(), testHub, one.personId, words)).toEqual({ joined: true });
		expect(await joinByWords(door(), testHub, one.personId, words)).toEqual({ joined: true });
		expect(keyOf(await joinByWords(door(), testHub, two.personId, words))).toBe('ask.back.wrong');
		const id = await idOf(words);
		expect((await asDesk(db(), desk.jo, (ctx) => readAsk(ctx, id))).joinedBy).toBe(one.personId);
		// In what is held about her she reads it again, without the number; nobody else does (P6).
		await asDesk(db(), desk.jo, (ctx) => replyTo(ctx, id, { seen: 'waiting', reply: 'Come on Tuesday.' }));
		const [kept, ...more] = await asPerson(db(), one.personId, readJoined);
		expect(kept).toMatchObject({ state: 'answered', asked: { age: 'adult' }, answer: 'Come on Tuesday.', more: '' });
		expect([more, JSON.stringify(kept).includes('01632')]).toEqual([[], false]);
		for (const lang of langs) {
			const words = wordsFor(lang);
			const text = fileAsPage(joinedParts(kept ? [kept] : [], words), words, '22');
			for (const shown of ['Come on Tuesday.', words.t('ask.age.adult')]) expect(text).toContain(shown);
		}
		expect(await asPerson(db(), two.personId, readJoined)).toEqual([]);
		const actor: JobActor = { kind: 'job', hub: testHub };
		await work(db(), { actor, now, lang: 'en', requestId: 'forget', audit: null }, (ctx) => forgetPerson(ctx, one.personId, 'test'));
		expect(await readOwnAsk(door(), testHub, id)).toBeNull();
	});

	it('T9 P21 a partner asks for somebody who said yes: the hub’s task stands in that transaction, and they read no more than what became of it', async () => {
		const form = {
			once: crypto.randomUUID(),
			who: 'me',
			age: 'adult',
			wishes: ['money'],
			way: 'phone',
			value: '01632 960144',
			name: 'Ash',
			seen: 'me'
		};
		expect(agencyAskForm.safeParse(form).error?.issues[0]).toMatchObject({ path: ['yes'], message: 'ask.agency.yes.needed' });
		// Nobody has four words to it, so there must be a way to reach them.
		expect(agencyAskForm.safeParse({ ...form, yes: 'yes', way: 'code' }).error?.issues[0]).toMatchObject({ path: ['way'] });
		const sent = agencyAskForm.parse({ ...form, yes: 'yes' });
		const ask = () => asPartner(db(), desk.harbour, (ctx) => askAsAgency(ctx, sent, office));
		await Promise.all([ask(), ask()]);
		const rows = (await asDesk(db(), desk.jo, listAsks)).filter(({ name }) => name === 'Ash');
		expect(rows).toMatchObject([{ source: 'agency', state: 'waiting' }]);
		// No job has run: the task was made with it.
		expect(await tasksAbout(rows[0]?.id ?? '')).toEqual([{ kind: 'help_asked', isUrgent: false, dueOn: '2026-06-23' }]);
		const mine = (who: 'harbour' | 'wolds') => asPartner(db(), desk[who], readAgencyAsks);
		expect(await mine('harbour')).toMatchObject([{ became: 'waiting' }]);
		expect(await mine('wolds')).toEqual([]);
		await expect(
			db().as(desk.harbour, now, (tx) => tx.q.execute(sql`select words_sealed from self_referral where source = 'agency'`))
		).rejects.toThrow();
		await expect(
			db().as(desk.harbour, now, (tx) =>
				tx.q.execute(
					sql`insert into task (id, hub_id, kind, is_urgent, due_on, about, made_at) values (${crypto.randomUUID()}, ${testHub}, 'danger', true, '2026-06-22', ${rows[0]?.id}, ${now.toISOString()})`
				)
			)
		).rejects.toThrow();
		await asDesk(db(), desk.jo, (ctx) => endAsk(ctx, rows[0]?.id ?? '', endForm.parse({ reason: 'not_reached' })));
		expect(await mine('harbour')).toMatchObject([{ became: 'not_taken_up' }]);
	});

	it('is deleted when the hub’s time is over, half-filled ones too', async () => {
		const [sweep] = sweeps.filter(({ record }) => record === 'self_referral');
		const old = await send(said(), door(later(-43)));
		const fresh = await send(said(), door(later(-41)));
		const half = await keepDraft(door(later(-43)), testHub, said());
		await db().as(job, now, (tx) => sweep?.run(tx, 42) ?? Promise.resolve(0));
		expect(keyOf(await comeBack(door(), testHub, old.words))).toBe('ask.back.wrong');
		expect(keyOf(await comeBack(door(), testHub, 'words' in half ? half.words : ''))).toBe('ask.back.wrong');
		expect(await idOf(fresh.words)).toMatch(/^[0-9a-f-]{36}$/);
	});

	it('another hub’s worker finds none of it', async () => {
		const id = await idOf((await send()).words);
		await expect(asDesk(db(), desk.jo, (ctx) => readAsk(ctx, id), { hub: otherHub })).rejects.toThrow(NotYours);
		expect(await asDesk(db(), desk.jo, listAsks, { hub: otherHub })).toEqual([]);
	});
});
