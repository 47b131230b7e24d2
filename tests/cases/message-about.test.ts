import { beforeAll, expect, it } from 'vitest';
import { hideEvent } from '#features/cases/server/hide-event.ts';
import { aboutCode, aboutFrom, topicFor } from '#features/messages/domain/about.ts';
import { NotYours } from '#shared/faults.ts';
import { foundAbout, sentAbout } from '../../src/routes/[[lang=lang]]/(person)/my/messages/about.ts';
import { aCase, anEvent, aPerson, asPerson, now } from './a-case.ts';
import { partners, type Partners } from './directory-desk.ts';
import { anOffer, sent } from './sharing-desk.ts';
import { onOneEngine } from '../database/open.ts';

onOneEngine('what a message is about', (db) => {
	let desk: Partners;
	let kim: string;
	beforeAll(async () => {
		desk = await partners(db());
		kim = await aPerson(db(), 'Kim Test');
		await aCase(db(), { [kim]: 'victim' });
	});
	const find = (person: string, code: string) => asPerson(db(), person, (ctx) => foundAbout(ctx, aboutFrom(code)));
	const send = (person: string, code: string) => asPerson(db(), person, (ctx) => sentAbout(ctx, code));

	it('T3 a line of her page is found as she reads it there, in its case, and nobody else’s is', async () => {
		const sam = await aPerson(db(), 'Sam Test', 'call_first');
		const matter = await aCase(db(), { [sam]: 'victim' });
		await aCase(db(), { [sam]: 'victim' });
		const event = await anEvent(db(), matter, 'file_with_cps', '2026-06-18');
		const hard = await anEvent(db(), matter, 'not_charged', '2026-06-19', { source: 'cps' });
		expect(await find(sam, `event.${event}`)).toMatchObject({ caseId: matter, title: { key: 'stages.event.file_with_cps.title' } });
		expect(await find(sam, `next.${matter}`)).toMatchObject({ kind: 'next', caseId: matter });
		expect(await find(sam, 'right.complaint')).toMatchObject({ title: { key: 'rights.open.complaint.title' } });
		// News of which a worker speaks first has no words here either (P4).
		expect(await find(sam, `event.${hard}`)).toBeNull();
		for (const code of [`event.${event}`, `next.${matter}`]) {
			expect(await find(kim, code), code).toBeNull();
			await expect(send(kim, code)).rejects.toBeInstanceOf(NotYours);
		}
		await asPerson(db(), sam, (ctx) => hideEvent(ctx, matter, event));
		expect(await find(sam, `event.${event}`)).toBeNull();
	});

	it('T3 a request to a service is found with its name, and nobody else’s is', async () => {
		const { id, personId } = await sent(db(), desk, await anOffer(db(), 71, desk.harbour.agency));
		expect(await find(personId, `help.${id}`)).toMatchObject({ kind: 'help', agency: 'Harbour Support', title: null });
		expect(await find(kim, `help.${id}`)).toBeNull();
		await expect(send(kim, `help.${id}`)).rejects.toBeInstanceOf(NotYours);
	});

	it('what no line is called like is nothing to ask about', async () => {
		const codes = ['', 'event', 'event.', 'event.x', 'toString.x', 'next.no-id', 'right.nothing', 'help.no-id', "event.'; drop"];
		for (const code of codes) expect(await find(kim, code), code).toBeNull();
		await expect(send(kim, 'event.x')).rejects.toBeInstanceOf(NotYours);
		expect(await asPerson(db(), kim, (ctx) => sentAbout(ctx, undefined), now)).toBeNull();
		expect(aboutFrom(aboutCode({ kind: 'help', id: 'a-1' }))).toEqual({ kind: 'help', id: 'a-1' });
		expect(topicFor({ kind: 'hearing', id: 'x' })).toBe('court');
	});
});
