import { expect, it } from 'vitest';
import { z } from 'zod';
import { brokenBodies, isForm, secret, type Body } from './broken-bodies.ts';
import { doors, type OneDoor } from './doors.ts';
import { aside, type Given } from './every-door.ts';
import { publicPath, type Who } from './facts.ts';
import { sentTo, unsafe } from './forgery.ts';
import type { Answer } from './house.ts';
import { get, missingIn, opening, ownForm, withCookies } from './matrix.ts';
import { watching } from './watch.ts';

const nobody: Who = { name: 'nobody', actor: { kind: 'nobody' }, cookie: '' };

/** Wrong passwords, codes and passkeys are counted, and nothing else is. */
const countsTries = /\/(sign-in|start|again|passkeys|get-help|join|link)\b/;
/** Puts a question to a passkey, and reads nothing of what is sent: one that nobody answers ends by itself in five minutes. */
const asksPasskey = /\/passkeys?\/(ask|prove)$/;
/** A word this long is taken as a password, so it is a shorter one that no answer may hold. */
const takesPassword = /\/account\/password$/;
const tooShort = 'kestrel-7f3a';

const refusals = [400, 401, 403, 404, 405, 413, 415, 422, 429];

/** A refusal in few words: no cause, no statement, no file, nothing that was kept from being shown. */
function isPlain({ status, body }: Answer, what: string, alsoTaken: readonly number[] = []): void {
	expect([...refusals, ...alsoTaken], `${what}: ${status}`).toContain(status);
	expect(body, what).not.toMatch(/node_modules|PostgresError|\bat \S+ \(?(?:file:|node:|\/)\S*:\d+:\d+|\b(select|insert into|update) "/);
	expect(body, what).not.toContain(secret);
}

/**
 * Forms in which everything may be left out, and why: sent empty by their owner they are taken, and what they change is what was asked. Each other form behind a permission must refuse
 * every broken body, or be one button.
 */
const mayBeEmpty: Record<string, string> = {
	'POST /my/contact/easier': 'nothing is as good an answer as any: it is kept as what makes it easier',
	'POST /my/help/needs': 'whether she is safe may be left out (S-33): it leads on',
	'POST /console/cases/[id]/reach/[person]?/easier': 'nothing is as good an answer as any',
	'POST /my/account/erase': 'what she writes is her choice (P8), so asking is a press: it makes the task of her wish',
	'POST /my/account/held/wrong': 'what is wrong may be left out (P8): it makes a task',
	'POST /my/account/looked/[row]': 'her question may be left out (P8): it makes a task',
	'POST /agency/referrals/[referral]?/start': 'what was not measured is left out (T49): it says that they spoke',
	'POST /my/help/shared/[referral]/stop': 'whether they may still contact her may be left open (P16): stopping is a press',
	'POST /my/account/held/file/get': 'a page, if no other kind was chosen: it changes nothing'
};

/** Even those refuse a field that is there and wrong. */
const neverTaken = ['over 64 K', 'every field twice', '10,000 characters'];

const shapeOf = ({ said: { schema } }: OneDoor): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);

/** Sent with its field empty it says that nothing is agreed any more; it is refused without the field. */
const meansNothing = 'POST /console/cases/[id]/rhythm';

/** Whether the form is one button: whatever it asks for stands in the address. */
const isButton = ({ address, said: { schema } }: OneDoor): boolean =>
	!schema || (schema instanceof z.ZodObject && Object.keys(schema.shape).every((name) => address.includes(`[${name}]`)));
const takesNothing = ({ said: { schema } }: OneDoor, place: Record<string, string>): boolean => schema?.safeParse(place).success ?? true;

/** What is no form is refused before the door is known: each door is asked with some of those in turn, one door and the long form with all. */
const bodiesFor = (door: OneDoor, all: readonly Body[]): readonly Body[] => {
	const turn = unsafe.indexOf(door);
	if (door.label === meansNothing) return all.filter(({ what }) => what !== 'secrets');
	return turn === 0 || process.env.WAYMARK_LONG === '1' ? all : all.filter((body, at) => isForm(body) || (at + turn) % 3 === 0);
};

/** ASVS 2.2.1, 15.3.6: every form, broken. Refused in plain words, never a fault, and nothing changed. */
export function everyBrokenForm(given: () => Given): void {
	const watched = watching(given, aside);

	it.each(unsafe.map((door) => [door.label, door] as const))('%s', async (_, door) => {
		const { house, facts } = given();
		const { who, target, body, cookies } = await sentTo(given(), door);
		const place = door.said.may ? (await opening(house, facts, door)).place : {};
		const isPress = !door.said.may || takesNothing(door, place);
		if (door.said.may && isPress && !isButton(door))
			expect(Object.keys(mayBeEmpty), 'takes a form in which everything is missing').toContain(door.label);
		const readsNothing = asksPasskey.test(door.address) || !door.said.schema;
		// Where no id stands in it, the press is about the one who presses: it would be taken from its owner.
		const isOwn = missingIn(target) === target;
		const send = async (sent: Body) => {
			// What is no form is no press either: its owner is refused as well.
			const isTaken =
				isPress && (readsNothing || (isForm(sent) && !(mayBeEmpty[door.label] ? neverTaken : ['over 64 K']).includes(sent.what)));
			const [path, sender] = isTaken ? [missingIn(target), door.said.may && !isOwn ? who : nobody] : [target, who];
			const { 'content-type': _type, ...headers } = ownForm(house, withCookies(sender, sender === nobody ? '' : cookies));
			const answer = await house.ask({
				method: 'POST',
				path,
				headers: { ...headers, ...(sent.type && { 'content-type': sent.type }) },
				body: sent.body
			});
			isPlain(answer, sent.what, isTaken ? [303, ...(asksPasskey.test(door.address) ? [200] : [])] : []);
			if (answer.status === 200) expect(Object.keys(JSON.parse(answer.body) as object), sent.what).toContain('challenge');
		};
		const names = [...new Set([...new URLSearchParams(body).keys(), ...Object.keys(place), ...shapeOf(door)])];
		const typed = takesPassword.test(door.address) ? tooShort : secret;
		const but = [...(countsTries.test(door.address) ? ['throttle'] : []), ...(asksPasskey.test(door.address) ? ['challenge'] : [])];
		await watched.unchanged('a broken form', () => Promise.all(bodiesFor(door, brokenBodies(names, typed)).map(send)), but);
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
		const asked = async (piece: string) => {
			const path = door.address.replace(/\[\w+\]/g, piece);
			const answer =
				door.verb === 'GET'
					? await get(house, owner, path)
					: await house.ask({ method: 'POST', path, headers: ownForm(house, owner), body: '' });
			isPlain(answer, path);
		};
		await Promise.all(pieces.map(asked));
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
			const { path, owner } = door.said.may ? await opening(house, facts, door) : { path: publicPath(door.address, facts), owner: nobody };
			const asked = async (question: string) =>
				isPlain(await get(house, owner, path.split('?')[0] + question), path + question, [200, 303]);
			await Promise.all(questions.map(asked));
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
			const { who, target, body, cookies } = await sentTo(given(), door);
			for (const name of new URLSearchParams(body).keys())
				for (const value of values) {
					const changed = new URLSearchParams(body);
					changed.set(name, value);
					const answer = await house.ask({
						method: 'POST',
						path: target,
						headers: ownForm(house, withCookies(who, cookies)),
						body: changed.toString()
					});
					isPlain(answer, `${name}=${value.slice(0, 20)}`, [303]);
				}
			expect((await house.ask({ path: '/readyz' })).status).toBe(200);
		}
	);
}
