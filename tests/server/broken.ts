import { expect, it } from 'vitest';
import { doors, type OneDoor } from './doors.ts';
import { aside, type Given } from './every-door.ts';
import type { Who } from './facts.ts';
import { sentTo, unsafe } from './forgery.ts';
import type { Answer } from './house.ts';
import { get, missingIn, opening, ownForm } from './matrix.ts';

const nobody: Who = { name: 'nobody', actor: { kind: 'nobody' }, cookie: '' };
const form = 'application/x-www-form-urlencoded';
/** Typed where a password, a code or a word goes; no answer may hold it. */
const secret = 'kestrel-7f3a-lantern';
const isSecret = /password|word|code|secret/i;
const strangeNames = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__proto__[x]', 'a[b][]', '', 'id[]'];

/** Tries are counted; and whoever asks for a passkey at the door gets a question that ends by itself. */
const counted = ['throttle', 'challenge'];
/** Leads to the door where nothing was begun, whatever was typed. */
const needsBegun = ['POST /console/account/passkeys/app', 'POST /agency/account/passkeys/app'];
const asksPasskey = /\/passkeys?\/(ask|prove)$/;
/** The secret would be a good password, and would be taken. */
const takesPassword = /\/account\/password$/;

type Body = { what: string; type: string | null; body: string | Buffer };

const multipart = (parts: readonly string[]) => parts.map((part) => `--b\r\n${part}\r\n`).join('') + '--b--\r\n';

/** The same form, broken in every way at once that one request can be. */
function brokenBodies(names: readonly string[]): Body[] {
	const each = (value: string) => names.map((name) => `${encodeURIComponent(name)}=${value}`).join('&');
	const part = (name: string, more: string, value: string) => `content-disposition: form-data; name="${name}"${more}\r\n\r\n${value}`;
	return [
		{ what: 'empty', type: form, body: '' },
		{ what: 'over 64 K', type: form, body: `${names[0] ?? 'a'}=${'x'.repeat(70_000)}` },
		{ what: 'wrong types', type: form, body: each('%5Bobject+Object%5D') },
		{ what: 'numbers out of range', type: form, body: each('-1e309') },
		{ what: 'every field twice', type: form, body: `${each('1')}&${each('2')}` },
		{ what: 'NUL bytes', type: form, body: each('a%00b') },
		{ what: 'lone surrogates', type: form, body: each('%ED%A0%80') },
		{ what: 'broken escapes', type: form, body: `${each('%zz%')}&%=%&&==` },
		{
			what: '10,000 characters',
			type: form,
			body: `${names[0] ?? 'a'}=${'x'.repeat(10_000)}&${each('x'.repeat(Math.min(10_000, Math.floor(50_000 / (names.length || 1)))))}`
		},
		{ what: 'secrets', type: form, body: names.map((name) => `${name}=${isSecret.test(name) ? secret : ''}`).join('&') },
		{ what: 'strange names', type: form, body: strangeNames.map((name) => `${encodeURIComponent(name)}=1`).join('&') },
		{ what: 'JSON', type: 'application/json', body: `{"__proto__":{"a":1},"id":["${secret}"]}` },
		{ what: 'text', type: 'text/plain', body: each('1') },
		{ what: 'XML', type: 'text/xml', body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
		{ what: 'no type', type: null, body: each('1') },
		{ what: 'multipart without a boundary', type: 'multipart/form-data', body: multipart(names.map((name) => part(name, '', '1'))) },
		{ what: 'multipart cut short', type: 'multipart/form-data; boundary=b', body: multipart([part('id', '', '1')]).slice(0, 30) },
		{
			what: 'files',
			type: 'multipart/form-data; boundary=b',
			body: multipart(names.map((name) => part(name, '; filename="../../a.svg"\r\ncontent-type: image/svg+xml', '<svg onload="a()"/>')))
		},
		{
			what: 'bytes that are no text',
			type: 'multipart/form-data; boundary=b',
			body: Buffer.concat([
				Buffer.from('--b\r\ncontent-disposition: form-data; name="id"\r\n\r\n'),
				Buffer.from([0xed, 0xa0, 0x80, 0xff, 0xfe, 0]),
				Buffer.from('\r\n--b--\r\n')
			])
		}
	];
}

const refusals = [400, 401, 403, 404, 405, 413, 415, 422, 429];

/** A refusal in few words: no cause, no statement, no file, nothing that was kept from being shown. */
function isPlain({ status, body }: Answer, what: string, alsoTaken: readonly number[] = []): void {
	expect([...refusals, ...alsoTaken], `${what}: ${status}`).toContain(status);
	expect(body, what).not.toMatch(/node_modules|PostgresError|\bat \S+ \(?\S+:\d+:\d+|\b(select|insert into|update) "/);
	expect(body, what).not.toContain(secret);
}

/** Whether any form at all would be taken: such a one is sent where there is nothing, or by nobody. */
const takesAll = ({ said: { schema, may } }: OneDoor, place: Record<string, string>) => !may || !schema || schema.safeParse(place).success;

/** ASVS 2.2.1, 15.3.6: every form, broken. Refused in plain words, never a fault, and nothing changed. */
export function everyBrokenForm(given: () => Given): void {
	it.each(unsafe.map((door) => [door.label, door] as const))('%s', async (_, door) => {
		const { house, facts } = given();
		const { who, target, body } = await sentTo(given(), door);
		const place = door.said.may ? (await opening(house, facts, door)).place : {};
		const isPress = takesAll(door, place);
		// Where no id stands in it, the press is about the one who presses: it would be taken from its owner.
		const isOwn = missingIn(target) === target;
		const [path, sender] = isPress ? [missingIn(target), door.said.may && !isOwn ? who : nobody] : [target, who];
		const before = await house.print([...aside, ...counted]);
		const names = [...new Set([...new URLSearchParams(body).keys(), ...Object.keys(place)])];
		const send = async ({ what, type, body: broken }: Body) => {
			const { 'content-type': _type, ...headers } = ownForm(house, sender);
			const answer = await house.ask({
				method: 'POST',
				path,
				headers: { ...headers, ...(type && { 'content-type': type }) },
				body: broken
			});
			// A form that is one button takes whatever comes with the press.
			isPlain(answer, what, [
				...(isPress || needsBegun.includes(door.label) ? [303] : []),
				...(asksPasskey.test(door.address) ? [200] : [])
			]);
		};
		const bodies = brokenBodies(names).filter(({ what }) => what !== 'secrets' || !takesPassword.test(door.address));
		await Promise.all(bodies.map(send));
		expect(await house.print([...aside, ...counted]), 'a broken form changed something').toEqual(before);
		expect((await house.ask({ path: '/readyz' })).status).toBe(200);
	});

	const bracketed = doors.filter(({ address }) => address.includes('['));
	const pieces = [
		'x',
		'-1',
		'%00',
		'..%2f..%2fetc%2fpasswd',
		'%zz',
		'%E0%A4%A',
		'%ED%A0%80',
		"'%20or%201=1--",
		'A'.repeat(5000),
		'__proto__',
		'constructor',
		'%F0%9F%99%82',
		'%ff'
	];

	it.each(bracketed.map((door) => [door.label, door] as const))('ids that are none: %s', async (_, door) => {
		const { house, facts } = given();
		const { owner } = door.said.may ? await opening(house, facts, door) : { owner: nobody };
		for (const piece of pieces) {
			const path = door.address.replace(/\[\w+\]/g, piece);
			const answer =
				door.verb === 'GET'
					? await get(house, owner, path)
					: await house.ask({ method: 'POST', path, headers: ownForm(house, owner), body: '' });
			isPlain(answer, path);
		}
	});

	it('broken questions behind the address never end in a fault', async () => {
		const { house, facts } = given();
		const questions = [
			'?__proto__=1&constructor=1',
			'?f=%00&from=-1e309&done=%zz&who=x&t=x&task=x&corrects=x',
			`?${'a=1&'.repeat(2000)}`,
			'?f[]=1&f=2&who=&t=',
			'?/nothing'
		];
		for (const door of doors.filter(({ verb, address }) => verb === 'GET' && address !== '/leave')) {
			const { path, owner } = door.said.may
				? await opening(house, facts, door)
				: { path: door.address.replace('[part]', 'fields'), owner: nobody };
			for (const question of questions) {
				const answer = await get(house, owner, path.split('?')[0] + question);
				isPlain(answer, path + question, [200, 303]);
			}
		}
	});
}

/** With WAYMARK_LONG: one field after the other, the rest as its owner would send it. Some are taken then; none may be a fault. */
export function everyBrokenField(given: () => Given): void {
	const values = [
		'a\u0000b',
		'\ud800',
		'x'.repeat(10_000),
		'__proto__',
		'-1e309',
		'\u202e\u0000',
		'[object Object]',
		'0000-00-00',
		"' or 1=1 --"
	];
	it.skipIf(process.env.WAYMARK_LONG !== '1').each(unsafe.filter(({ said }) => said.may).map((door) => [door.label, door] as const))(
		'%s',
		async (_, door) => {
			const { house } = given();
			const { who, target, body } = await sentTo(given(), door);
			for (const name of new URLSearchParams(body).keys())
				for (const value of values) {
					const changed = new URLSearchParams(body);
					changed.set(name, value);
					const answer = await house.ask({ method: 'POST', path: target, headers: ownForm(house, who), body: changed.toString() });
					isPlain(answer, `${name}=${value.slice(0, 20)}`, [303]);
				}
			expect((await house.ask({ path: '/readyz' })).status).toBe(200);
		}
	);
}
