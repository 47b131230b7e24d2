import { beforeAll, describe, expect, it } from 'vitest';
import { addCase } from '#features/cases/server/add-case.ts';
import { readNewCase } from '#features/cases/server/read-new-case.ts';
import { newId } from '#server/db/keyring.ts';
import { waysOf } from '#server/db/queries/people.ts';
import { job, onOneEngine } from '../database/open.ts';
import { now } from './a-case.ts';
import { aDesk, add, added, asWorker, counts, form, logOf, pageOf } from './console-desk.ts';

onOneEngine('the same person', (db) => {
	let agency = '';
	let jo = '';
	beforeAll(async () => {
		({ agency, jo } = await aDesk(db()));
	});

	describe('T46 exact matches are a question', () => {
		const mark = { name: 'Nia Example', 'born-day': '1', 'born-month': '2', 'born-year': '1990', phone: '07700 900011' };
		let first = '';
		beforeAll(async () => {
			first = await added(db(), jo, { ...mark, 'ref-1': 'AB 99', 'agency-1': agency });
		});
		const asked = async (more: object) => {
			const out = await add(db(), jo, { ...more });
			return 'asks' in out ? out.asks : out;
		};

		it.each([
			['reference', { name: 'Other', 'ref-3': 'ab99' }],
			['phone', { name: 'Other', phone: '+44 7700 900 011' }],
			['name_born', { name: 'NIA  example', 'born-day': '1', 'born-month': '2', 'born-year': '1990' }]
		])('by %s, and nothing is saved or merged', async (by, more) => {
			const before = await counts(db());
			const withAgency = 'ref-3' in more ? { ...more, 'agency-3': agency } : more;
			expect(await asked(withAgency)).toMatchObject([{ by: [by] }]);
			expect(await counts(db())).toEqual(before);
		});

		it('needs an answer once it was asked', async () => {
			const unanswered = (shown: string) =>
				asWorker(db(), jo, (ctx) => addCase(ctx, { ...form({ ...mark, phone: '' }), shown }), 'person.matched');
			const question = await unanswered('');
			const [match] = 'asks' in question ? question.asks : [];
			expect(await unanswered(match?.personId ?? '')).toMatchObject({ refused: [{ field: 'same' }] });
		});

		it('ASVS 7.5.3 linking needs a fresh proof, and nothing is saved before it', async () => {
			const phone = '07700 900012';
			await added(db(), jo, { name: 'Proofs', phone });
			const before = await counts(db());
			const [match] = [await asked({ name: 'Other', phone })].flat();
			const same = match && 'personId' in match ? match.personId : '';
			const link = (isFresh: boolean) =>
				asWorker(db(), jo, (ctx) => addCase(ctx, { ...form({ name: 'Other', phone, same }), shown: same }), 'person.matched', now, isFresh);
			expect(await link(false)).toEqual({ proves: true });
			expect(await counts(db())).toEqual(before);
			expect(await link(true)).toHaveProperty('caseId');
		});

		it('S-24 likeness of another kind asks nothing and links nothing: the same name alone, another birthday, a number in part', async () => {
			const alike = [
				{ name: 'Nia Example' },
				{ ...mark, phone: '', 'born-day': '2' },
				{ name: 'Nia', phone: '07700 90001' },
				{ name: 'Example Nia', 'born-day': '1', 'born-month': '2', 'born-year': '1990' }
			];
			for (const more of alike) {
				const page = await pageOf(db(), jo, await added(db(), jo, more));
				expect(page.people[0]?.otherCases).toEqual([]);
			}
		});

		it('names who it may be, with the reasons, and writes that the worker saw it', async () => {
			const page = await asWorker(db(), jo, (ctx) => readNewCase(ctx, form({ ...mark, name: 'Nia' })), null);
			expect(page.same).toMatchObject([{ name: 'Nia Example', by: ['phone'], cases: 1, caseId: null }]);
			expect(await logOf(db())).toMatchObject([{ action: 'person.matched', person_id: page.same[0]?.id, reason: 'phone' }]);
		});

		it('takes no answer that was not offered', async () => {
			const stranger = await pageOf(db(), jo, await added(db(), jo, { name: 'Stranger' }));
			expect(await add(db(), jo, { ...mark, same: stranger.people[0]?.id })).toMatchObject({ refused: [{ field: 'same' }] });
			expect(await add(db(), jo, { ...mark, same: 'yes' })).toMatchObject({ refused: [{ field: 'same' }] });
		});

		it('asks again when somebody matches whom the question did not name', async () => {
			const answered = form({ ...mark, same: 'new', shown: newId(now) });
			expect(await asWorker(db(), jo, (ctx) => addCase(ctx, answered), 'person.matched')).toMatchObject({
				asks: [{ by: ['phone', 'name_born'] }]
			});
		});

		it('"new" makes another person; nothing joins the two', async () => {
			const page = await pageOf(db(), jo, await added(db(), jo, { ...mark, same: 'new' }));
			expect(page.people[0]?.otherCases).toEqual([]);
		});

		it('the same person gets a second case, keeps what she chose before, and T34 staff see the repeat', async () => {
			const before = (await pageOf(db(), jo, first)).people[0];
			const second = await added(db(), jo, { name: 'Nia', phone: '07700 900011', may: 'yes', safe: 'safe', same: before?.id });
			const page = await pageOf(db(), jo, second);
			expect(page.people[0]).toMatchObject({ id: before?.id, name: 'Nia Example', otherCases: [first], isRepeat: true });
			const ways = await db().as(job, now, (tx) => waysOf(tx, [before?.id ?? '']));
			expect(ways).toMatchObject([{ safe: 'unknown', checked: false }]);
			expect((await pageOf(db(), jo, first)).people[0]).toMatchObject({ otherCases: [second], isRepeat: true });
		});

		it('the same person with the very reference leads to the case that holds it', async () => {
			const before = (await pageOf(db(), jo, first)).people[0];
			expect(await added(db(), jo, { name: 'Nia', 'ref-1': 'AB99', 'agency-1': agency, same: before?.id })).toBe(first);
		});

		it('another person can join the case that holds the reference', async () => {
			const joined = await added(db(), jo, { name: 'Huw', role: 'parent', 'ref-1': 'AB99', 'agency-1': agency, same: `join:${first}` });
			expect(joined).toBe(first);
			expect((await pageOf(db(), jo, first)).people.map(({ name, role }) => `${name}, ${role}`).sort()).toEqual([
				'Huw, parent',
				'Nia Example, victim'
			]);
		});
	});
});
