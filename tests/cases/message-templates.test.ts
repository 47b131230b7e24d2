import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { answerForm, templateForm } from '#features/messages/schema.ts';
import { readOwn, startThread } from '#features/messages/server/own.ts';
import { answerWith, beginWith, endTemplate, listTemplates, readTemplate, saveTemplate } from '#features/messages/server/templates.ts';
import { NotYours } from '#shared/faults.ts';
import { can } from '#server/policy/policy.ts';
import type { WorkerRole } from '#server/policy/actor.ts';
import { actorOf, aCase, aPerson, asPerson } from './a-case.ts';
import { asDesk, now, partners, type Partners } from './directory-desk.ts';
import { onOneEngine, testHub } from '../database/open.ts';

onOneEngine('texts to answer with', (db) => {
	let desk: Partners;
	beforeAll(async () => {
		desk = await partners(db());
	});
	const uuid = () => crypto.randomUUID();
	const form = (more: object = {}) =>
		templateForm.parse({
			once: uuid(),
			base: 0,
			name: 'Meet',
			topic: 'court',
			en: 'We meet at [[place]].',
			cy: 'Cwrdd yn [[place]].',
			...more
		});
	const save = (sent = form(), id?: string) => asDesk(db(), desk.helen, (ctx) => saveTemplate(ctx, sent, id));
	const made = async (more: object = {}) => {
		const sent = form(more);
		await save(sent);
		return sent.once;
	};
	const keyOf = (out: object): string => ('refused' in out ? ((out.refused as { key: string }[])[0]?.key ?? '') : 'go');
	const begin = (id: string, lang: string) => asDesk(db(), desk.jo, (ctx) => beginWith(ctx, id, lang));

	it('F59 each change is a version with who and when; the older can still be read; the same form twice is one', async () => {
		const sent = form();
		for (let n = 0; n < 2; n++) await save(sent);
		expect(keyOf(await save(form({ base: 1, en: 'We meet you at [[place]].' }), sent.once))).toBe('go');
		expect(keyOf(await save(form({ base: 1, name: 'Late' }), sent.once))).toBe('messages.error.moved');
		const versions = await asDesk(db(), desk.jo, (ctx) => readTemplate(ctx, sent.once));
		expect(versions.map(({ version, texts, madeBy, at }) => [version, texts['en'], madeBy, at])).toEqual([
			[2, 'We meet you at [[place]].', desk.helen, now.toISOString()],
			[1, 'We meet at [[place]].', desk.helen, now.toISOString()]
		]);
		await expect(
			asDesk(db(), desk.helen, (ctx) =>
				ctx.db.q.execute(sql`update reply_version set name = 'x' where reply_template_id = ${sent.once}::uuid`)
			)
		).rejects.toThrow();
	});

	it('F59 a gap that one language lacks is refused, and so is what is no text', async () => {
		expect(keyOf(await save(form({ cy: 'Cwrdd.' })))).toBe('messages.error.gaps');
		expect(templateForm.safeParse({ once: uuid(), base: 0, name: ' ', topic: 'court', en: 'x' }).error?.issues[0]?.message).toBe(
			'messages.error.name'
		);
		expect(templateForm.safeParse({ once: uuid(), base: 0, name: 'x', topic: 'court', en: ' ' }).error?.issues[0]?.path).toEqual(['en']);
	});

	it('P24 begins in her language with the English beside it, alone where somebody has checked it, and in English where there is none', async () => {
		const id = await made();
		expect(await begin(id, 'cy')).toMatchObject({ lang: 'cy', text: 'Cwrdd yn [[place]].', english: 'We meet at [[place]].' });
		expect(await begin(id, 'ar')).toMatchObject({ lang: 'en', text: 'We meet at [[place]].', english: '' });
		const checked = await made({ checked: 'cy' });
		expect(await begin(checked, 'cy')).toMatchObject({ lang: 'cy', english: '' });
	});

	it('P24 a text of the hub in any of the languages that are read here, with the English beside it', async () => {
		const polish = await made({ pl: 'Spotkanie: [[place]].' });
		expect(await asDesk(db(), desk.helen, (ctx) => beginWith(ctx, polish, 'pl'))).toEqual({
			...{ id: polish, lang: 'pl', text: 'Spotkanie: [[place]].', english: 'We meet at [[place]].' }
		});
	});

	it('P24 what nobody has checked is not sent without the English; HTML in it stays text', async () => {
		const id = await made({ en: '<b>Here</b>', cy: '<b>Yma</b>' });
		const person = await aPerson(db(), 'Sam Test');
		await aCase(db(), { [person]: 'victim' });
		const thread = uuid();
		await asPerson(db(), person, (ctx) => startThread(ctx, { once: thread, topic: 'court', text: 'Ble?' }));
		const said = { once: uuid(), as: 'answer', lang: 'cy', text: '<b>Yma</b>', template: id };
		const answer = (more: object = {}) => asDesk(db(), desk.jo, (ctx) => answerWith(ctx, thread, answerForm.parse({ ...said, ...more })));
		expect(keyOf(await answer())).toBe('messages.error.english');
		expect(keyOf(await answer({ lang: 'en', english: 'Here' }))).toBe('messages.error.lang');
		expect(keyOf(await answer({ english: '<b>Here</b>' }))).toBe('go');
		const last = (await asPerson(db(), person, (ctx) => readOwn(ctx, thread))).messages.at(-1);
		expect(last).toMatchObject({ text: '<b>Yma</b>', lang: 'cy', also: [{ origin: 'template', lang: 'en', text: '<b>Here</b>' }] });
	});

	it('F59 out of use it is offered no more, cannot be changed, and is still to be read', async () => {
		const id = await made();
		const end = () => asDesk(db(), desk.helen, (ctx) => endTemplate(ctx, id));
		expect(keyOf(await end())).toBe('go');
		expect(keyOf(await end())).toBe('messages.error.moved');
		expect(keyOf(await save(form({ base: 1 }), id))).toBe('messages.error.moved');
		expect(await begin(id, 'cy')).toBeNull();
		const all = await asDesk(db(), desk.jo, listTemplates);
		expect(all.find((row) => row.id === id)).toMatchObject({ isRetired: true });
		expect((await asDesk(db(), desk.jo, (ctx) => readTemplate(ctx, id)))[0].texts['en']).toBe('We meet at [[place]].');
	});

	it('F59 only a supervisor writes one; a person and an agency read none; what is no id is not there', async () => {
		const as = (...roles: WorkerRole[]) => ({ kind: 'worker', account: '' as never, id: '' as never, hub: testHub, roles }) as const;
		expect(can(as('care'), 'template.read')).toBe(true);
		expect(can(as('care'), 'template.change')).toBe(false);
		expect(can(as('supervisor'), 'template.change')).toBe(true);
		const id = await made();
		for (const actor of [actorOf(await aPerson(db(), 'Kim Test')), desk.harbour])
			await expect(db().as(actor, now, (tx) => tx.q.execute(sql`select id from reply_version`))).rejects.toThrow();
		for (const wrong of [uuid(), 'x'])
			await expect(asDesk(db(), desk.jo, (ctx) => readTemplate(ctx, wrong))).rejects.toBeInstanceOf(NotYours);
		await expect(asDesk(db(), desk.jo, (ctx) => readTemplate(ctx, id))).resolves.toHaveLength(1);
	});
});
