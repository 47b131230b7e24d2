import { beforeAll, expect, it } from 'vitest';
import { createSession } from '#server/auth/session.ts';
import { doors, type OneDoor } from './doors.ts';
import { aside, type Given } from './every-door.ts';
import { publicPath, type Who } from './facts.ts';
import { now } from './house.ts';
import { answerClass, bodyOf, get, opening, ownForm, withCookies } from './matrix.ts';
import { pooled, watching } from './watch.ts';

const looks = ['GET', 'HEAD'];
const safe = [...looks, 'OPTIONS'];
/** Every door that may change something. */
export const unsafe: readonly OneDoor[] = doors.filter(({ verb }) => !safe.includes(verb));

export type Sent = { who: Who; target: string; body: string; cookies: string };

/** A form of this door that would be taken, and somebody from whom. A door that decides for itself is asked by a person, or a worker in the console. */
export async function sentTo(given: Given, door: OneDoor): Promise<Sent> {
	const { house, facts } = given;
	if (door.said.may) {
		const { owner, form, path, cookies } = await opening(house, facts, door);
		return { who: owner, target: form?.target ?? path, body: bodyOf(form?.fields ?? {}), cookies };
	}
	const worker = facts.others.find(({ actor }) => actor.kind === 'worker');
	const who = (door.area === 'console' ? worker : facts.people[0]) as Who;
	const isNamed = door.action && door.action !== 'default';
	const path = publicPath(door.address, facts);
	const target = isNamed ? `${path}?/${door.action}` : path;
	return { who, target, body: 'signIn=a&password=b&code=c&word=d&who=michael', cookies: '' };
}

const otherSite = 'https://other.example.org';
const origins = (own: string): Record<string, Record<string, string>> => ({
	'cross-site': { 'sec-fetch-site': 'cross-site', origin: otherSite },
	'same-site': { 'sec-fetch-site': 'same-site', origin: 'http://sister.localhost' },
	'from nowhere': { 'sec-fetch-site': 'none' },
	'cross-site with our origin': { 'sec-fetch-site': 'cross-site', origin: own },
	'no origin': {},
	'null origin': { origin: 'null' },
	'foreign origin': { origin: otherSite },
	'our origin with another scheme': { origin: own.replace('http:', 'https:') },
	'our origin with another port': { origin: own.replace(/\d+$/, '1') }
});
const types = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'text/plain', 'application/json', null];

/** One door is asked in every way from everywhere; each other one from everywhere, in a way that differs from origin to origin and door to door. The long form asks all in every way. */
const typesFor = (door: OneDoor, at: number): typeof types => {
	const turn = unsafe.indexOf(door);
	return turn === 0 || process.env.WAYMARK_LONG === '1' ? types : [types[(at + turn) % types.length] ?? null];
};

function written(type: string | null, body: string): string {
	if (type === 'application/json') return JSON.stringify(Object.fromEntries(new URLSearchParams(body)));
	if (!type?.startsWith('multipart')) return body;
	const parts = [...new URLSearchParams(body)].map(
		([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
	);
	return `${parts.join('')}--b--\r\n`;
}

/** ASVS 3.5.1: a change sent by another site, in any form a browser can send, is refused before anything is looked at. */
export function everyForgery(given: () => Given): void {
	const watched = watching(given, ['outbox_done']);
	const sents = new Map<OneDoor, Sent>();
	// Found before anything is forged: from then on not even a session or the log may change.
	beforeAll(async () => {
		for (const door of unsafe) sents.set(door, await sentTo(given(), door));
	}, 120_000);

	it('finds the doors that may change something', () => expect(unsafe.length).toBeGreaterThan(30));

	it.each(unsafe.map((door) => [door.label, door] as const))('%s', async (_, door) => {
		const { house } = given();
		const { who, target, body, cookies } = sents.get(door) as Sent;
		const forge = async ([from, headers]: [string, Record<string, string>], at: number) => {
			for (const type of typesFor(door, at)) {
				const sent = { ...headers, cookie: withCookies(who, cookies).cookie, ...(type && { 'content-type': type }) };
				const answer = await house.ask({
					method: door.verb === 'fallback' ? 'POST' : door.verb,
					path: target,
					headers: sent,
					body: written(type, body)
				});
				// What answers to no change at all may say so.
				expect(door.verb === 'fallback' ? [403, 405] : [403], `${from}, ${type}`).toContain(answer.status);
				expect(answer.headers['set-cookie'], `${from}, ${type}`).toBeUndefined();
			}
		};
		await watched.unchanged('a forged form', () => Promise.all(Object.entries(origins(house.origin)).map(forge)));
	});

	it.each<Record<string, string>>([{}, { 'sec-fetch-site': 'same-origin' }])('the same from our own page is taken: %o', async (site) => {
		const { house, facts } = given();
		const headers = { ...site, origin: house.origin, cookie: facts.people[0]?.cookie ?? '' };
		expect((await house.ask({ method: 'POST', path: '/my/stay', headers })).status).toBe(200);
	});

	it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('nothing answers to %s', async (method) => {
		const { house, facts } = given();
		for (const path of ['/', '/my', '/my/stay', '/console', '/sign-in'])
			expect((await house.ask({ method, path, headers: ownForm(house, facts.people[0] as Who) })).status).toBe(405);
	});
}

/** S-03, ASVS 3.5.3: looking changes nothing; leaving is the one GET that does, and only at one's own wish. */
export function looking(given: () => Given): void {
	it('changes nothing: every page, and every form asked for instead of sent', async () => {
		const { house, facts } = given();
		const before = await house.print(aside);
		let asked = 0;
		const look = async (door: OneDoor) => {
			const { path, owner } = door.said.may
				? await opening(house, facts, door).then(({ form, ...opened }) => ({ owner: opened.owner, path: form?.target ?? opened.path }))
				: { owner: facts.people[0] as Who, path: publicPath(door.address, facts) };
			for (const method of looks) {
				const answer = await house.ask({ method, path, headers: { cookie: owner.cookie } });
				expect(answer.status, `${method} ${path}`).toBeLessThan(500);
				asked++;
			}
		};
		await pooled(
			doors.filter(({ address }) => address !== '/leave'),
			look
		);
		expect(asked).toBeGreaterThan(100);
		expect(await house.print(aside)).toEqual(before);
	});

	it('S-03 another site cannot make somebody leave, and one who wishes to has left', async () => {
		const { house, facts } = given();
		const { actor } = facts.people[0] as Who;
		const id = 'account' in actor ? actor.account : '';
		const token = await house.db.as({ kind: 'door' }, now, (tx) => createSession(tx, { id, kind: 'person' }, true));
		const who: Who = { name: 'leaving', actor, cookie: `w=${token}` };
		const leave = (site: string) => house.ask({ path: '/leave', headers: { cookie: who.cookie, 'sec-fetch-site': site } });
		const before = await house.print(aside);
		for (const site of ['cross-site', 'same-site']) {
			expect((await leave(site)).headers['clear-site-data']).toBeUndefined();
			expect((await get(house, who, '/my')).status).toBe(200);
		}
		expect((await leave('same-origin')).status).toBe(303);
		expect(answerClass(await get(house, who, '/my'))).toBe('sign-in');
		expect(await house.print(aside)).toEqual(before);
	});
}
