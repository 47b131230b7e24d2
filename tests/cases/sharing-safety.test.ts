import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { closeAsAgency, moveAsAgency, startAsAgency } from '#features/referrals/server/agency.ts';
import { reachForAgency } from '#features/referrals/server/agency-reach.ts';
import { answerShare, reopenShared, stopSharing } from '#features/referrals/server/answer-share.ts';
import { offersFor } from '#features/referrals/server/offers.ts';
import { readOwnSafety, readSafety, recordSafety, settleSafety } from '#features/referrals/server/safety.ts';
import { readShared } from '#features/referrals/server/shared.ts';
import { safetyForm, settleForm } from '#features/referrals/schema.ts';
import { newId } from '#server/db/keyring.ts';
import { settleTask } from '#features/cases/server/settle-task.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { onOneEngine, testHub } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aMatter, type Matter } from './at-the-desk.ts';
import { asDesk, asPartner, drain, partners, type Partners } from './directory-desk.ts';
import { accept, anOffer, asked, fields, idIn, keyIn, now, sent, tasksOf } from './sharing-desk.ts';

onOneEngine('sharing that has to be safe', (db) => {
	let desk: Partners;
	let home: string;
	beforeAll(async () => {
		desk = await partners(db());
		home = await anOffer(db(), 1, desk.harbour.agency, { name: 'Help at home' });
	});
	const words = { to: 'Humberside Police', what: 'The address', why: 'He said he would come.' };
	const record = (matter: Matter, danger: 'yes' | 'no', once: string = newId(now)) =>
		asDesk(db(), desk.jo, (ctx) => recordSafety(ctx, matter.caseId, matter.personId, safetyForm.parse({ once, ...words, danger })));
	const ownCards = ({ personId }: Matter) => asPerson(db(), personId, readOwnSafety);
	const settled = (who: string, matter: Matter, share: string, answer: { show: string; why: string }) =>
		asDesk(db(), who, (ctx) => settleSafety(ctx, matter.caseId, matter.personId, settleForm.parse({ share, ...answer })), {
			roles: who === desk.helen ? ['supervisor'] : ['care']
		});

	it('P16 what was shared to keep somebody safe has its own card: what, to whom, why; sent twice is one', async () => {
		const matter = await aMatter(db());
		const once = newId(now);
		await Promise.all([record(matter, 'no', once), record(matter, 'no', once)]);
		expect((await ownCards(matter)).map((card) => card.words)).toEqual([words]);
		expect(await ownCards(await aMatter(db(), { name: 'Somebody Else' }))).toEqual([]);
		expect((await asDesk(db(), desk.jo, (ctx) => readSafety(ctx, matter.personId))).length).toBe(1);
	});

	it('P16 it is kept from her only by a supervisor, with why; until then it waits, and no click ends the task', async () => {
		const matter = await aMatter(db());
		await record(matter, 'yes');
		expect(await ownCards(matter)).toEqual([]);
		expect(await tasksOf(db(), matter.personId)).toMatchObject([{ kind: 'safety_hide', isUrgent: true, dueOn: '2026-06-22' }]);
		const task = await db().as({ kind: 'job', hub: testHub }, now, async (tx) =>
			rowsOf<{ id: string }>(await tx.q.execute(sql`select id::text from task where person_id = ${matter.personId} and done_at is null`))
		);
		expect(keyIn(await asDesk(db(), desk.jo, (ctx) => settleTask(ctx, task[0]?.id ?? '')))).toBe('share.safety.task.decide');
		const [share] = await asDesk(db(), desk.jo, (ctx) => readSafety(ctx, matter.personId));
		expect(share).toMatchObject({ state: 'waits', words });
		// The database lets nobody but a supervisor decide.
		expect(keyIn(await settled(desk.jo, matter, share?.id ?? '', { show: 'yes', why: '' }))).toBe('share.error.moved');
		await expect(settled(desk.helen, matter, share?.id ?? '', { show: 'no', why: '' })).rejects.toThrow();
		await settled(desk.helen, matter, share?.id ?? '', { show: 'no', why: 'He reads her phone.' });
		expect(await ownCards(matter)).toEqual([]);
		expect(await asDesk(db(), desk.jo, (ctx) => readSafety(ctx, matter.personId))).toMatchObject([
			{ state: 'hidden', why: 'He reads her phone.' }
		]);
		expect(await tasksOf(db(), matter.personId)).toEqual([]);
		expect(keyIn(await settled(desk.helen, matter, share?.id ?? '', { show: 'yes', why: '' }))).toBe('share.error.moved');
	});

	it('P16 shown by a supervisor it is there for her in that moment', async () => {
		const matter = await aMatter(db());
		await record(matter, 'yes');
		const [share] = await asDesk(db(), desk.jo, (ctx) => readSafety(ctx, matter.personId));
		await settled(desk.helen, matter, share?.id ?? '', { show: 'yes', why: '' });
		expect((await ownCards(matter)).length).toBe(1);
	});

	it('S-24 a yes sends no way to reach her where none is safe any more; without that tick it sends the rest', async () => {
		const matter = await aMatter(db());
		const id = idIn(await asked(db(), desk, matter, { service: home, field: fields, how: 'ask' }));
		const answer = (field: string[]) =>
			asPerson(db(), matter.personId, (ctx) =>
				answerShare(ctx, id, { answer: 'yes', field: field as ('name' | 'ways')[], line: '', again: 'never' }, { hasWay: false })
			);
		expect(keyIn(await answer(['name', 'ways']))).toBe('share.error.noWay');
		expect((await asPerson(db(), matter.personId, readShared)).asked.length).toBe(1);
		await answer(['name']);
		expect((await asPerson(db(), matter.personId, readShared)).open.length).toBe(1);
	});

	it('P2 a number she no longer ticks is not the agency’s either, nor one that was unsafe once', async () => {
		const { id, personId } = await sent(db(), desk, home);
		await accept(db(), desk, id);
		const verdict = async () => (await asPartner(db(), desk.harbour, (ctx) => reachForAgency(ctx, id)))?.verdict;
		expect(await verdict()).toMatchObject({ way: { kind: 'phone' } });
		const change = (set: string) =>
			asDesk(db(), desk.jo, (ctx) => ctx.db.q.execute(sql.raw(`update contact_way set ${set} where person_id = '${personId}'`)));
		await change(`ended_at = '${now.toISOString()}'`);
		expect(await verdict()).not.toHaveProperty('way');
		await change('ended_at = null');
		expect(await verdict()).toHaveProperty('way');
		await change(`safe = 'unsafe'`);
		expect(await verdict()).not.toHaveProperty('way');
	});

	it('help is opened again once: not beside an open request to the same agency', async () => {
		const { id, personId, caseId } = await sent(db(), desk, home);
		await accept(db(), desk, id);
		await asPartner(db(), desk.harbour, (ctx) => startAsAgency(ctx, id, { wellbeing: null, coping: null, safety: null, informed: null }));
		await asPartner(db(), desk.harbour, (ctx) => closeAsAgency(ctx, id, { wellbeing: null, coping: null, safety: null, informed: null }));
		idIn(await asked(db(), desk, { personId, caseId } as Matter, { service: home, field: fields, how: 'ask' }));
		const again = (hasWay: boolean) => asPerson(db(), personId, (ctx) => reopenShared(ctx, id, { hasWay }));
		expect(keyIn(await again(true))).toBe('share.error.open');
		expect((await asPerson(db(), personId, readShared)).open).toEqual([]);
	});

	it('P6 at raised risk a stop on the page is a quiet task; at ordinary risk none', async () => {
		for (const [enhanced, kinds] of [
			[['domestic_abuse'], ['share_check']],
			[[], []]
		] as const) {
			const matter = await aMatter(db(), { enhanced: [...enhanced] });
			const id = idIn(await asked(db(), desk, matter, { service: home, field: ['name'], how: 'spoken' }));
			await asPerson(db(), matter.personId, (ctx) => stopSharing(ctx, id, 'stop'));
			await drain(db());
			expect((await tasksOf(db(), matter.personId)).map(({ kind }) => kind)).toEqual(kinds);
		}
	});

	it('S4 the best service stands first, and one that said no for her last', async () => {
		await anOffer(db(), 5, desk.wolds.agency, { name: 'A talk', facets: { needs: ['money'] } });
		const { id, personId } = await sent(db(), desk, home);
		const names = async () =>
			(await asDesk(db(), desk.jo, (ctx) => offersFor(ctx, personId, { needs: ['home'], lang: null, area: null })))
				.filter(({ offer }) => offer === 'offered')
				.map(({ name }) => name);
		expect(await names()).toEqual(['Help at home', 'A talk']);
		await asPartner(db(), desk.harbour, (ctx) => moveAsAgency(ctx, id, 'decline', 'full'));
		expect(await names()).toEqual(['A talk', 'Help at home']);
	});
});
