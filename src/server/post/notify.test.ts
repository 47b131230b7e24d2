import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { key, startNotify, templates, type Answer, type FakeNotify } from '#tests/notify/fake.ts';
import { anyOf, documented, errors, faultsIn, refusalOf } from '#tests/notify/shapes.ts';
import { notifyPost } from './notify.ts';
import type { Channel, Parcel } from './port.ts';

const parcel = (channel: Channel, to = '01632 960000'): Parcel => ({
	key: '0197-our-key',
	channel,
	to,
	subject: 'An update',
	text: 'You have an update.'
});
const ways = [
	['text', 'sms', '01632 960000'],
	['email', 'email', 'sam@example.org'],
	['post', 'letter', '1 Example Row\nHull\nHU1 1AA']
] as const;

let fake: FakeNotify;
const post = (more = {}) => notifyPost({ key, templates, base: fake.url, ...more });
const answer = (status: number, body: unknown): Answer => ({ status, body });
beforeAll(async () => {
	fake = await startNotify(() => 'cut');
});
beforeEach(() => {
	fake.asked.length = 0;
});
afterAll(() => {
	fake.close();
	expect(fake.wrong).toEqual([]);
});

describe('GOV.UK Notify, by its published schemas', () => {
	it('every answer that the fake server makes holds to them, and what does not is seen', () => {
		for (const shape of ['taken_sms', 'taken_email', 'taken_letter', 'notification', 'list', 'refusal'] as const)
			fc.assert(fc.property(anyOf(shape), (value) => void expect(faultsIn(shape, value)).toEqual([])));
		expect(faultsIn('taken_sms', { id: 7 })).not.toEqual([]);
		expect(errors.flatMap((one) => faultsIn('refusal', refusalOf(one)))).toEqual([]);
	});

	it.each(ways)('hands over by %s: any answer that its schema allows is taken, under its id', async (channel, kind, to) => {
		await fc.assert(
			fc.asyncProperty(anyOf(`taken_${kind}`), async (body) => {
				fake.become(() => answer(201, body));
				expect(await post().hand(parcel(channel, to))).toEqual({ came: 'taken', reference: body.id });
			}),
			{ numRuns: 30 }
		);
		expect(fake.asked[0]).toMatchObject({ path: `/v2/notifications/${kind}`, body: { reference: '0197-our-key' } });
	});

	it('asks in the fields of their schema, with our key and nothing of a case', async () => {
		fake.become(() => 'cut');
		for (const [channel, , to] of ways) await post().hand(parcel(channel, to));
		expect(fake.asked.map(({ body }) => body)).toEqual([
			{
				template_id: templates.text,
				reference: '0197-our-key',
				phone_number: '01632 960000',
				personalisation: { text: 'You have an update.' }
			},
			{
				...{ template_id: templates.email, reference: '0197-our-key', email_address: 'sam@example.org' },
				personalisation: { subject: 'An update', text: 'You have an update.' }
			},
			{
				...{ template_id: templates.post, reference: '0197-our-key' },
				personalisation: {
					...{ address_line_1: '1 Example Row', address_line_2: 'Hull', address_line_3: 'HU1 1AA' },
					text: 'You have an update.'
				}
			}
		]);
	});

	it('an address of more lines than they print loses none, and ends where it ended', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.stringMatching(/^[A-Z][a-z]{1,6}$/), { minLength: 1, maxLength: 12 }), async (lines) => {
				fake.asked.length = 0;
				fake.become(() => answer(500, {}));
				await post().hand(parcel('post', lines.join('\n')));
				const { text: _, ...address } = fake.asked[0]?.body.personalisation as Record<string, string>;
				const said = Object.values(address);
				expect(said.length).toBeLessThanOrEqual(7);
				expect(said.flatMap((line) => line.split(', '))).toEqual(lines);
				expect(said.at(-1)).toBe(lines.at(-1));
			}),
			{ numRuns: 30 }
		);
	});

	it.each(errors.map((one) => [one.status, one.message, one] as const))('R-06 %s "%s" says whose fault it is', async (_, __, one) => {
		const came = { address: 'permanent', ours: 'refused', later: 'temporary', unknown: 'unknown' }[one.whose];
		fake.become(() => answer(one.status, refusalOf(one)));
		for (const [channel, , to] of ways) expect(await post().hand(parcel(channel, to))).toMatchObject({ came });
	});

	it('R-06 whatever else stands in a refusal, no way of hers is shut by it', async () => {
		await fc.assert(
			fc.asyncProperty(anyOf('refusal'), fc.constantFrom(400, 401, 403, 404, 413, 429, 500, 502, 503), async (body, status) => {
				fake.become(() => answer(status, body));
				const { came } = await post().hand(parcel('text'));
				expect(came).not.toBe('permanent');
				if (status >= 500) expect(came).toBe('unknown');
				if (status === 429) expect(came).toBe('temporary');
			}),
			{ numRuns: 60 }
		);
	});

	it.each([
		['a page instead of an answer', answer(502, '<html>Bad gateway</html>'), 'unknown'],
		['taken, in words nobody can read', answer(201, 'ok'), 'unknown'],
		['taken, without a word', answer(201, ''), 'unknown'],
		['taken, without a name for it', answer(201, { id: 7 }), 'unknown'],
		['another success', answer(200, {}), 'unknown'],
		['a refusal nobody can read', answer(400, '<html>'), 'refused'],
		['no answer in time', 'silence', 'unknown'],
		['an answer that never ends', 'slow', 'unknown'],
		['half an answer', 'half', 'unknown'],
		['a line that breaks', 'cut', 'unknown']
	] as const)('R-06 %s', async (_, how, came) => {
		fake.become(() => how);
		expect(await post({ timeout: 200 }).hand(parcel('text'))).toMatchObject({ came });
	});

	it('R-06 nobody there at all: nothing left, so it may be tried again', async () => {
		expect(await post({ base: 'http://127.0.0.1:9' }).hand(parcel('text'))).toMatchObject({
			came: expect.stringMatching(/temporary|unknown/)
		});
	});

	it('R-06 is asked for our key before anything is sent again', async () => {
		await fc.assert(
			fc.asyncProperty(anyOf('list'), anyOf('notification'), async (list, mine) => {
				const others = (list.notifications as { reference: string | null }[]).filter(({ reference }) => reference !== '0197-our-key');
				fake.become(() => answer(200, { ...list, notifications: [...others, { ...mine, reference: '0197-our-key' }] }));
				expect(await post().find?.('0197-our-key')).toEqual({ reference: mine.id });
				fake.become(() => answer(200, { ...list, notifications: others }));
				expect(await post().find?.('0197-our-key')).toBe('not_there');
			}),
			{ numRuns: 25 }
		);
		expect(fake.asked[0]?.path).toBe('/v2/notifications?reference=0197-our-key');
		for (const how of [answer(500, 'garbage'), answer(429, refusalOf(documented(429, 'later'))), answer(200, { notifications: {} })]) {
			fake.become(() => how);
			expect(await post().find?.('0197-our-key')).toBe('unasked');
		}
	});

	it.each([
		['created', 'on_its_way'],
		['sending', 'on_its_way'],
		['pending', 'on_its_way'],
		['accepted', 'on_its_way'],
		['pending-virus-check', 'on_its_way'],
		['a status of next year', 'on_its_way'],
		['delivered', 'delivered'],
		['sent', 'no_more'],
		['received', 'no_more'],
		['returned-letter', 'permanent'],
		['permanent-failure', 'permanent'],
		['temporary-failure', 'temporary'],
		['technical-failure', 'temporary'],
		['cancelled', 'temporary'],
		['virus-scan-failed', 'temporary'],
		['validation-failed', 'temporary']
	])('a receipt that says %s', async (status, came) => {
		await fc.assert(
			fc.asyncProperty(anyOf('notification'), async (one) => {
				fake.become(() => answer(200, { ...one, status }));
				const isUnprinted = one.type === 'letter' && status === 'permanent-failure';
				expect(await post().follow?.(randomUUID())).toBe(isUnprinted ? 'temporary' : came);
			}),
			{ numRuns: 12 }
		);
	});

	it('a receipt that they keep no more is not waited for; one they do not give now is', async () => {
		fake.become(() => answer(404, refusalOf(documented(404, 'ours'))));
		expect(await post().follow?.(randomUUID())).toBe('no_more');
		for (const how of [answer(404, '<html>'), answer(500, '{}'), answer(403, {}), answer(200, 'ok')]) {
			fake.become(() => how);
			expect(await post().follow?.(randomUUID())).toBeNull();
		}
	});

	it('a key that is none is refused at once, without repeating it', () => {
		expect(() => post({ key: 'not-a-key' })).toThrow(/^this is no key of GOV.UK Notify$/);
	});
});
