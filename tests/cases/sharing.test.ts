import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import {
	closeAsAgency,
	confirmStop,
	listForAgency,
	moveAsAgency,
	readForAgency,
	startAsAgency,
	updateAsAgency
} from '#features/referrals/server/agency.ts';
import { askNumberAsAgency, numberForAgency, reachForAgency } from '#features/referrals/server/agency-reach.ts';
import { answerShare, reopenShared, sayAboutHelp, stopSharing } from '#features/referrals/server/answer-share.ts';
import { listReferrals, readReferral, withdrawForPerson } from '#features/referrals/server/desk.ts';
import { followShared } from '#features/referrals/server/follow.ts';
import { readNotes, writeNote } from '#features/referrals/server/notes.ts';
import { readOneShared, readReceipt, readShared } from '#features/referrals/server/shared.ts';
import { fileOfNumbers, readNumbers } from '#features/reports/server/read-numbers.ts';
import { NotYours } from '#shared/faults.ts';
import { forgetPerson } from '#features/keeping/server/forget.ts';
import { work } from '#server/http/work.ts';
import { rowsOf } from '#server/db/migrate.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { onOneEngine, testHub } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aMatter } from './at-the-desk.ts';
import { asDesk, asPartner, drain, later, partners, type Partners } from './directory-desk.ts';
import { accept, anOffer, asked, counted, fields, idIn, keyIn, now, sent, stateOf, tasksOf } from './sharing-desk.ts';

onOneEngine('sharing, and asking a partner to help', (db) => {
	let desk: Partners;
	let home: string;
	let talk: string;
	beforeAll(async () => {
		desk = await partners(db());
		home = await anOffer(db(), 1, desk.harbour.agency, { name: 'Help at home' });
		talk = await anOffer(db(), 2, desk.wolds.agency, { name: 'Talking' });
	});
	const shownTo = (who: 'harbour' | 'wolds', id: string, at = now) => asPartner(db(), desk[who], (ctx) => readForAgency(ctx, id), at);

	it('P16 nothing leaves before she says yes; then exactly what she left ticked, and her own line', async () => {
		const matter = await aMatter(db(), { name: 'Grace Test' });
		const id = idIn(await asked(db(), desk, matter, { service: home, field: fields, how: 'ask' }));
		await expect(shownTo('harbour', id)).rejects.toThrow(NotYours);
		expect((await asPerson(db(), matter.personId, readShared)).asked.map(({ agency }) => agency)).toEqual(['Harbour Support']);
		await asPerson(db(), matter.personId, (ctx) =>
			answerShare(ctx, id, { answer: 'yes', field: ['name'], line: 'Large print, please', again: 'never' }, { hasWay: true })
		);
		const lines = [
			{ field: 'name', text: 'Grace Test' },
			{ field: 'line', text: 'Large print, please' }
		];
		expect((await shownTo('harbour', id)).lines).toEqual(lines);
		expect((await asPerson(db(), matter.personId, (ctx) => readOneShared(ctx, id))).lines).toEqual(lines);
		expect((await asDesk(db(), desk.jo, (ctx) => readReferral(ctx, id))).lines).toEqual(lines);
	});

	it('P16 a no sends nothing, asks no reason, and is asked again only when she said so', async () => {
		const matter = await aMatter(db(), { name: 'Nora Test' });
		const id = idIn(await asked(db(), desk, matter, { service: home, field: fields, how: 'ask' }));
		await asPerson(db(), matter.personId, (ctx) =>
			answerShare(ctx, id, { answer: 'no', field: [], line: '', again: 'sooner' }, { hasWay: true })
		);
		await expect(shownTo('harbour', id)).rejects.toThrow(NotYours);
		expect(await asPerson(db(), matter.personId, readShared)).toEqual({ asked: [], open: [], ended: [] });
		await followShared(db(), testHub, later(41));
		expect(await tasksOf(db(), matter.personId)).toEqual([]);
		await followShared(db(), testHub, later(42));
		await followShared(db(), testHub, later(43));
		expect(await tasksOf(db(), matter.personId)).toMatchObject([{ kind: 'share_again' }]);
	});

	it('S-24 without a safe way nothing is sent and nothing waits', async () => {
		for (const someone of [{ ways: [{ safe: 'unsafe' as const }] }, { preference: { mayContact: 'no_look_here' as const } }]) {
			const matter = await aMatter(db(), someone);
			expect(keyIn(await asked(db(), desk, matter, { service: home, field: fields, how: 'spoken' }))).toBe('share.error.noSafeWay');
			expect(await counted(db(), `select count(*) from referral where person_id = '${matter.personId}'`)).toBe(0);
		}
	});

	it('a service that is closed, full or not accredited is not asked, nor one that closed while the page stood open', async () => {
		const matter = await aMatter(db());
		const full = await anOffer(db(), 3, desk.wolds.agency, {
			name: 'Full',
			facets: { capacity: { state: 'full', weeks: null, on: '2026-06-01' } }
		});
		const gone = await anOffer(db(), 4, desk.wolds.agency, { name: 'Gone' });
		await db().as({ kind: 'job', hub: testHub }, now, (tx) => tx.q.execute(sql`update service set is_shown = false where id = ${gone}`));
		for (const service of [full, gone, '01930001-0000-7000-9000-999999999999'])
			expect(keyIn(await asked(db(), desk, matter, { service, field: fields, how: 'spoken' }))).toBe('share.error.notOffered');
	});

	it('sent twice is one: the second is told so, also when both come at once', async () => {
		const matter = await aMatter(db());
		const form = { service: home, field: fields, how: 'spoken' };
		const [one, two] = await Promise.allSettled([asked(db(), desk, matter, form), asked(db(), desk, matter, form)]);
		expect([one, two].filter((each) => each.status === 'fulfilled' && 'go' in each.value).length).toBe(1);
		expect(keyIn(await asked(db(), desk, matter, form))).toBe('share.error.twice');
		expect(await counted(db(), `select count(*) from referral where person_id = '${matter.personId}'`)).toBe(1);
	});

	it('T3 T25 two agencies never see each other’s', async () => {
		const { id, personId } = await sent(db(), desk, home);
		await expect(shownTo('wolds', id)).rejects.toThrow(NotYours);
		await expect(asPartner(db(), desk.wolds, (ctx) => moveAsAgency(ctx, id, 'accept'))).rejects.toThrow(NotYours);
		const read = await db().as(desk.wolds, now, async (tx) =>
			rowsOf(
				await tx.q.execute(
					sql`select id from referral union all select id from referral_text union all select id from person union all select id from contact_way`
				)
			)
		);
		expect(read).toEqual([]);
		expect(await counted(db(), `select count(*) from referral where person_id = '${personId}' and state = 'sent'`)).toBe(1);
	});

	it('P21 an agency sees no number before it said yes, then what the gate says at that moment, and the number after a press', async () => {
		const { id, personId } = await sent(db(), desk, home);
		expect(await asPartner(db(), desk.harbour, (ctx) => reachForAgency(ctx, id))).toBeNull();
		await accept(db(), desk, id);
		const proof = await asPartner(db(), desk.harbour, async (ctx) => askNumberAsAgency(ctx, id));
		const show = async (at: Date) =>
			asPartner(
				db(),
				desk.harbour,
				async (ctx) => numberForAgency(ctx, id, await reachForAgency(ctx, id), 'proof' in proof ? proof.proof : ''),
				at
			);
		expect(await show(now)).toMatch(/^0/);
		expect(await show(new Date('2026-06-22T21:00:00Z'))).toBeNull();
		const pause = (at: string | null) =>
			asDesk(db(), desk.jo, (ctx) => ctx.db.q.execute(sql`update contact_way set paused_at = ${at} where person_id = ${personId}`));
		await pause(now.toISOString());
		expect(await show(now)).toBeNull();
		await pause(null);
		expect(await show(now)).toMatch(/^0/);
		await asPerson(db(), personId, (ctx) => stopSharing(ctx, id, 'stop'));
		expect(await show(now)).toBeNull();
	});

	it('P16 stopping cuts the agency off in that request, at the database; they confirm, and she reads it', async () => {
		const { id, personId } = await sent(db(), desk, home);
		await accept(db(), desk, id);
		await asPerson(db(), personId, (ctx) => stopSharing(ctx, id, 'still'));
		const after = await shownTo('harbour', id);
		expect(after).toMatchObject({ lines: null, name: null, mustConfirm: true, stopWish: 'still' });
		const left = await db().as(desk.harbour, now, async (tx) =>
			rowsOf(
				await tx.q.execute(
					sql`select id from referral_text where id = ${id} union all select id from person union all select id from contact_way union all select id from data_key where subject in (${id}, ${personId})`
				)
			)
		);
		expect(left).toEqual([]);
		await asPartner(db(), desk.harbour, (ctx) => confirmStop(ctx, id));
		const [card] = (await asPerson(db(), personId, readShared)).ended;
		expect(card).toMatchObject({ stoppedOn: '2026-06-22', confirmedOn: '2026-06-22' });
		expect(keyIn(await asPerson(db(), personId, (ctx) => stopSharing(ctx, id, 'stop')))).toBe('share.error.moved');
	});

	it('T19 a stop nobody confirms in two working days is a task, once', async () => {
		const { id, personId } = await sent(db(), desk, home);
		await asPerson(db(), personId, (ctx) => stopSharing(ctx, id, 'stop'));
		await followShared(db(), testHub, later(2));
		expect(await tasksOf(db(), personId)).toEqual([]);
		await followShared(db(), testHub, later(3));
		await followShared(db(), testHub, later(4));
		expect(await tasksOf(db(), personId)).toMatchObject([{ kind: 'share_unconfirmed' }]);
	});

	it('two workers accept at once: one does, the other is told', async () => {
		const { id } = await sent(db(), desk, home);
		const outs = (await Promise.all([accept(db(), desk, id), accept(db(), desk, id)])).map(keyIn).sort();
		expect(outs).toEqual([`/agency/referrals/${id}`, 'share.error.moved'].sort());
		expect(await counted(db(), `select count(*) from referral_move where referral_id = '${id}' and move = 'accept'`)).toBe(1);
	});

	it('she stops while they accept: whoever comes first, the agency is left with nothing', async () => {
		const { id, personId } = await sent(db(), desk, home);
		await Promise.allSettled([accept(db(), desk, id), asPerson(db(), personId, (ctx) => stopSharing(ctx, id, 'stop'))]);
		if ((await stateOf(db(), id)) !== 'withdrawn') await asPerson(db(), personId, (ctx) => stopSharing(ctx, id, 'stop'));
		expect((await shownTo('harbour', id)).lines).toBeNull();
		expect(keyIn(await accept(db(), desk, id))).toBe('share.error.moved');
	});

	it('P16 an agreement that is over is over at the database, before any job has run', async () => {
		const { id, personId } = await sent(db(), desk, home);
		await accept(db(), desk, id);
		expect((await shownTo('harbour', id, later(364))).lines).not.toBeNull();
		await expect(shownTo('harbour', id, later(367))).rejects.toThrow(NotYours);
		await followShared(db(), testHub, later(367));
		expect(await stateOf(db(), id)).toBe('expired');
		await drain(db(), later(367));
		expect((await tasksOf(db(), personId)).map(({ kind }) => kind)).toContain('share_back');
	});

	it('T19 a partner’s no has a code, ends the permission and comes back to the hub', async () => {
		const { id, personId } = await sent(db(), desk, home);
		await asPartner(db(), desk.harbour, (ctx) => moveAsAgency(ctx, id, 'decline', 'full'));
		await drain(db());
		await drain(db());
		expect(await tasksOf(db(), personId)).toMatchObject([{ kind: 'share_back', dueOn: '2026-06-23' }]);
		expect(
			await counted(
				db(),
				`select count(*) from consent c join referral r on r.consent_id = c.id where r.id = '${id}' and c.ended_as = 'declined'`
			)
		).toBe(1);
		expect((await asPerson(db(), personId, readShared)).ended[0]).toMatchObject({ state: 'declined', reason: 'full' });
	});

	it('T19 silence is told to the hub once, and the late ones stand first', async () => {
		const { id, personId } = await sent(db(), desk, home);
		await followShared(db(), testHub, later(2));
		expect(await tasksOf(db(), personId)).toEqual([]);
		await Promise.all([followShared(db(), testHub, later(3)), followShared(db(), testHub, later(3))]);
		expect(await tasksOf(db(), personId)).toEqual([{ kind: 'share_late', dueOn: '2026-06-25', isUrgent: false }]);
		const [first] = await asDesk(db(), desk.jo, listReferrals, { at: later(3) });
		expect(first?.isLate).toBe(true);
		expect(await stateOf(db(), id)).toBe('sent');
	});

	it('T19 “They did not contact me” is a task for the same day, once', async () => {
		const { id, personId } = await sent(db(), desk, home);
		for (let each = 0; each < 2; each++) await asPerson(db(), personId, (ctx) => sayAboutHelp(ctx, id, 'no_contact'));
		await drain(db());
		expect(await tasksOf(db(), personId)).toEqual([{ kind: 'share_no_contact', dueOn: '2026-06-22', isUrgent: true }]);
	});

	it('T49 help ends with what was measured, she is asked later whether it helped, and opens it again in one step', async () => {
		const { id, personId } = await sent(db(), desk, home);
		await accept(db(), desk, id);
		await asPartner(db(), desk.harbour, (ctx) => startAsAgency(ctx, id, { wellbeing: 3, coping: null, safety: null, informed: null }));
		await asPartner(db(), desk.harbour, (ctx) => closeAsAgency(ctx, id, { wellbeing: 7, coping: null, safety: 10, informed: 0 }));
		await drain(db());
		expect(await counted(db(), `select count(*) from measure where referral_id = '${id}'`)).toBe(4);
		expect(await tasksOf(db(), personId)).toMatchObject([{ kind: 'share_helped', dueOn: '2026-07-06' }]);
		expect((await shownTo('harbour', id)).lines).toBeNull();
		await asPerson(db(), personId, (ctx) => reopenShared(ctx, id, { hasWay: true }));
		expect((await shownTo('harbour', id)).lines?.map(({ field }) => field)).toEqual(['name', 'ways']);
		expect((await asPerson(db(), personId, readShared)).open.length).toBe(1);
	});

	it('an agency writes notes for the hub, two at once too, and only while the permission holds', async () => {
		const { id, personId } = await sent(db(), desk, home);
		await accept(db(), desk, id);
		const write = (note: string, once: string = crypto.randomUUID()) =>
			asPartner(db(), desk.harbour, (ctx) => writeNote(ctx, id, { once, note }));
		const once = crypto.randomUUID();
		await Promise.all([write('Met on Monday.', once), write('Met on Monday.', once), write('Prefers mornings.')]);
		const notes = () => asDesk(db(), desk.jo, (ctx) => readNotes(ctx, id));
		expect((await notes())?.map(({ text }) => text).sort()).toEqual(['Met on Monday.', 'Prefers mornings.']);
		expect(await asPartner(db(), desk.wolds, (ctx) => readNotes(ctx, id))).toEqual([]);
		await expect(asPerson(db(), personId, (ctx) => readNotes(ctx, id))).rejects.toThrow();
		await asPerson(db(), personId, (ctx) => stopSharing(ctx, id, 'stop'));
		expect(keyIn(await write('Too late'))).toBe('share.error.moved');
		expect(await asPartner(db(), desk.harbour, (ctx) => readNotes(ctx, id))).toEqual([]);
	});

	it('T26 T49 a commissioner counts what was offered and what came of it; fewer than five are not shown, and nobody is named', async () => {
		const counted = () =>
			asDesk(db(), desk.jo, (ctx) => readNumbers(ctx, { period: 'this_quarter', by: 'agency' }), { roles: ['commissioner'] });
		const rowOf = async (agency: string) => (await counted()).rows?.find(({ key }) => key === agency);
		const more = async () => {
			const { id } = await sent(db(), desk, talk);
			const wolds = (move: 'accept') => asPartner(db(), desk.wolds, (ctx) => moveAsAgency(ctx, id, move));
			await wolds('accept');
			const marks = { wellbeing: 2, coping: null, safety: null, informed: null };
			await asPartner(db(), desk.wolds, (ctx) => startAsAgency(ctx, id, marks));
			// Asked twice while the help goes on: the last time counts.
			for (const wellbeing of [9, 4])
				await asPartner(db(), desk.wolds, (ctx) => updateAsAgency(ctx, id, { ...marks, wellbeing }), later(wellbeing === 4 ? 1 : 0));
			await asPartner(db(), desk.wolds, (ctx) => closeAsAgency(ctx, id, { ...marks, wellbeing: 6 }));
		};
		await more();
		expect(await rowOf(desk.wolds.agency)).toMatchObject({ referred: null, accepted: null });
		for (let each = 0; each < 4; each++) await more();
		expect(await rowOf(desk.wolds.agency)).toMatchObject({
			accepted: 5,
			changes: { wellbeing: { asked: 5, start: 2, later: 6 } },
			reviews: { wellbeing: { later: 4 } }
		});
		const file = await asDesk(db(), desk.jo, (ctx) => fileOfNumbers(ctx, { period: 'this_quarter', by: 'agency' }), {
			roles: ['commissioner']
		});
		expect(file).toContain('Wolds Counselling');
		expect(file).not.toContain('Michael');
	});

	it('P16 another person opens, answers and stops nothing; the receipt is hers', async () => {
		const { id, personId } = await sent(db(), desk, home);
		const other = await aMatter(db(), { name: 'Somebody Else' });
		await expect(asPerson(db(), other.personId, (ctx) => readOneShared(ctx, id))).rejects.toThrow(NotYours);
		await expect(asPerson(db(), other.personId, (ctx) => stopSharing(ctx, id, 'stop'))).rejects.toThrow(NotYours);
		await expect(asPerson(db(), other.personId, (ctx) => readReceipt(ctx, id, 'Hub'))).rejects.toThrow(NotYours);
		const { receipt } = await asPerson(db(), personId, (ctx) => readReceipt(ctx, id, 'Humber Care Team'));
		expect(receipt).toMatchObject({
			recipient: 'Harbour Support',
			categories: ['name', 'ways'],
			events: [{ what: 'given', by: 'person' }]
		});
	});

	it('P17 who says yes for another says by what right; a worker stops it for her by phone', async () => {
		const matter = await aMatter(db());
		await expect(asked(db(), desk, matter, { service: talk, field: fields, how: 'attorney' })).rejects.toThrow();
		const out = await asked(db(), desk, matter, { service: talk, field: fields, how: 'attorney', note: 'Lasting power of attorney, seen' });
		const id = idIn(out);
		expect((await asPartner(db(), desk.wolds, listForAgency)).open.map((row) => row.id)).toContain(id);
		await asDesk(db(), desk.jo, (ctx) => withdrawForPerson(ctx, id));
		expect((await asPartner(db(), desk.wolds, listForAgency)).open.map((row) => row.id)).not.toContain(id);
	});

	it('what is forgotten is forgotten here too', async () => {
		const { id, personId } = await sent(db(), desk, home);
		const actor: JobActor = { kind: 'job', hub: testHub };
		await work(db(), { actor, now, lang: 'en', requestId: 'forget', audit: null }, (ctx) => forgetPerson(ctx, personId, 'test'));
		expect(
			await counted(
				db(),
				`select (select count(*) from referral where id = '${id}') + (select count(*) from consent where person_id = '${personId}') + (select count(*) from data_key where subject = '${id}')`
			)
		).toBe(0);
	});
});
