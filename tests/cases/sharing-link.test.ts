import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { listForAgency, moveAsAgency, readForAgency, startAsAgency } from '#features/referrals/server/agency.ts';
import { reachForAgency } from '#features/referrals/server/agency-reach.ts';
import { stopSharing } from '#features/referrals/server/answer-share.ts';
import { actorOfLink, makeLink, openLink, readLink, shutLink } from '#features/referrals/server/link.ts';
import { readNotes, writeNote } from '#features/referrals/server/notes.ts';
import { linkForm } from '#features/referrals/schema.ts';
import { forgetPerson } from '#features/keeping/server/forget.ts';
import { work } from '#server/http/work.ts';
import { NotYours } from '#shared/faults.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { onOneEngine, otherHub, testHub } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { asDesk, asPartner, drain, later, partners, type Partners } from './directory-desk.ts';
import { doorAt } from './door.ts';
import { anOffer, counted, keyIn, now, sent, stateOf, tasksOf } from './sharing-desk.ts';

onOneEngine('a link to one request', (db) => {
	let desk: Partners;
	let home: string;
	beforeAll(async () => {
		desk = await partners(db());
		home = await anOffer(db(), 1, desk.harbour.agency, { name: 'Help at home' });
	});
	let line = 0;
	/** Each somebody has a line of their own. */
	const door = (at = now) => doorAt(db(), at, { address: `198.51.100.${++line % 250}` });
	const make = async (id: string) => {
		const out = await asDesk(db(), desk.jo, (ctx) => makeLink(ctx, id, { givenBy: 'email', toldBy: 'phone' }));
		if ('refused' in out) throw new Error(JSON.stringify(out));
		return out;
	};
	const open = ({ token, words }: { token: string; words: string }, at = now) => openLink(door(at), testHub, token, words);
	const guest = async (link: { token: string; words: string }) => {
		const opened = await open(link);
		const by = 'ticket' in opened ? await actorOfLink(door(), testHub, opened.ticket) : null;
		if (!by) throw new Error(JSON.stringify(opened));
		return { ...by, ticket: 'ticket' in opened ? opened.ticket : '' };
	};
	const wrong = 'share.link.wrong';

	it('P21 the words are never told by the way of the link', () => {
		expect(linkForm.safeParse({ givenBy: 'hand', toldBy: 'hand' }).error?.issues[0]).toMatchObject({
			path: ['toldBy'],
			message: 'share.link.same'
		});
		expect(linkForm.safeParse({ givenBy: 'email', toldBy: 'email' }).success).toBe(false);
		expect(linkForm.safeParse({ givenBy: 'email', toldBy: 'hand' }).success).toBe(true);
	});

	it('P21 T3 with its words it opens that one request: read, accept, first contact, a note; and nothing else of the agency’s', async () => {
		const [one, two] = [await sent(db(), desk, home), await sent(db(), desk, home, 'Grace Test')];
		const link = await make(one.id);
		const { actor, referral } = await guest({ ...link, words: ` ${link.words.toUpperCase().replaceAll(' ', '-')} ` });
		expect(referral).toBe(one.id);
		const read = (id: string) => asPartner(db(), actor, (ctx) => readForAgency(ctx, id));
		expect((await read(one.id)).lines?.[0]).toEqual({ field: 'name', text: 'Michael Test' });
		await expect(read(two.id)).rejects.toThrow(NotYours);
		expect((await asPartner(db(), actor, listForAgency)).open.map(({ id }) => id)).toEqual([one.id]);
		expect(await asPartner(db(), actor, (ctx) => reachForAgency(ctx, one.id))).toBeNull();
		await asPartner(db(), actor, (ctx) => moveAsAgency(ctx, one.id, 'accept'));
		expect((await asPartner(db(), actor, (ctx) => reachForAgency(ctx, one.id)))?.verdict.verdict).toMatch(/go/);
		await asPartner(db(), actor, (ctx) => startAsAgency(ctx, one.id, { wellbeing: 4, coping: null, safety: null, informed: null }));
		await asPartner(db(), actor, (ctx) => writeNote(ctx, one.id, { once: crypto.randomUUID(), note: 'Met on Monday.' }));
		expect(await stateOf(db(), one.id)).toBe('active');
		expect((await asDesk(db(), desk.jo, (ctx) => readNotes(ctx, one.id)))?.map(({ text }) => text)).toEqual(['Met on Monday.']);
		expect(keyIn(await asPartner(db(), actor, (ctx) => moveAsAgency(ctx, one.id, 'accept')))).toBe('share.error.moved');
		// Of the other request not a row is there for it, whatever is asked.
		for (const table of ['referral', 'referral_move'] as const) {
			const key = table === 'referral' ? 'id' : 'referral_id';
			const rows = await db().as(actor, now, (tx) =>
				tx.q.execute(sql.raw(`select count(*)::int as n from ${table} where ${key} = '${two.id}'`))
			);
			expect(JSON.stringify(rows)).toContain('"n":0');
		}
		expect(await asDesk(db(), desk.jo, (ctx) => readLink(ctx, one.id))).toMatchObject({ isOpen: true, isOpened: true, givenBy: 'email' });
	});

	it('P21 a wrong link, wrong words, a link of another hub, and one that is over are answered alike', async () => {
		const { id } = await sent(db(), desk, home);
		const link = await make(id);
		const answers = [
			await open({ ...link, words: 'other words than these' }),
			await open({ ...link, token: 'x'.repeat(43) }),
			await openLink(door(), otherHub, link.token, link.words),
			await open(link, later(15))
		];
		for (const answer of answers) expect(keyIn(answer as never)).toBe(wrong);
		expect('ticket' in (await open(link, later(13)))).toBe(true);
	});

	it('P5 P21 five wrong tries shut it, two at once count as two, and the hub is told the same day', async () => {
		const { id, personId } = await sent(db(), desk, home);
		const link = await make(id);
		const miss = () => open({ ...link, words: 'not the right words' });
		await Promise.all([miss(), miss()]);
		await miss();
		await miss();
		await drain(db());
		expect(await tasksOf(db(), personId)).toEqual([]);
		expect('ticket' in (await open(link))).toBe(true);
		await miss();
		expect(keyIn((await open(link)) as never)).toBe(wrong);
		await drain(db());
		expect(await tasksOf(db(), personId)).toEqual([{ kind: 'share_link_shut', dueOn: '2026-06-22', isUrgent: true }]);
	});

	it('P16 ends where she stops sharing, in that very request: then only that it ended is there, to confirm', async () => {
		const { id, personId } = await sent(db(), desk, home);
		const { actor, ticket } = await guest(await make(id));
		await asPerson(db(), personId, (ctx) => stopSharing(ctx, id, 'stop'));
		expect(await actorOfLink(door(), testHub, ticket)).not.toBeNull();
		expect(await asPartner(db(), actor, (ctx) => readForAgency(ctx, id))).toMatchObject({ lines: null, name: null, mustConfirm: true });
		expect(keyIn(await asPartner(db(), actor, (ctx) => moveAsAgency(ctx, id, 'accept')))).toBe('share.error.moved');
	});

	it('a new link ends the one before it, and a worker ends it at any time: who has it open reads nothing more', async () => {
		const { id } = await sent(db(), desk, home);
		const first = await guest(await make(id));
		const second = await guest(await make(id));
		expect(await actorOfLink(door(), testHub, first.ticket)).toBeNull();
		await expect(asPartner(db(), first.actor, (ctx) => readForAgency(ctx, id))).rejects.toThrow(NotYours);
		await asDesk(db(), desk.jo, (ctx) => shutLink(ctx, id));
		expect(keyIn(await asDesk(db(), desk.jo, (ctx) => shutLink(ctx, id)))).toBe('share.link.gone');
		await expect(asPartner(db(), second.actor, (ctx) => readForAgency(ctx, id))).rejects.toThrow(NotYours);
		// What was sealed for half an hour is worth nothing after it.
		expect(await actorOfLink(door(new Date(now.getTime() + 31 * 60_000)), testHub, second.ticket)).toBeNull();
	});

	it('is made for an open request of one’s own hub only, and goes with the person', async () => {
		const { id, personId } = await sent(db(), desk, home);
		await expect(
			asDesk(db(), desk.jo, (ctx) => makeLink(ctx, id, { givenBy: 'post', toldBy: 'phone' }), { hub: otherHub })
		).rejects.toThrow(NotYours);
		await make(id);
		const links = () => counted(db(), `select count(*) from referral_link where referral_id = '${id}'`);
		expect(await links()).toBe(1);
		await asPerson(db(), personId, (ctx) => stopSharing(ctx, id, 'stop'));
		const again = await asDesk(db(), desk.jo, (ctx) => makeLink(ctx, id, { givenBy: 'email', toldBy: 'phone' }));
		expect(keyIn(again as never)).toBe('share.error.moved');
		const actor: JobActor = { kind: 'job', hub: testHub };
		await work(db(), { actor, now, lang: 'en', requestId: 'forget', audit: null }, (ctx) => forgetPerson(ctx, personId, 'test'));
		expect(await links()).toBe(0);
	});
});
