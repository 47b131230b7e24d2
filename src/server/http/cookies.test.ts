import type { Cookies } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { readToken, writeToken } from './cookies.ts';

const live = new URL('https://notes.example.org/my');
const local = new URL('http://localhost:3000/my');

/** What is set, with all that goes with it. */
function jar() {
	const set: { name: string; value: string; options: object }[] = [];
	const cookies = {
		set: (name: string, value: string, options: object) => void set.push({ name, value, options }),
		get: (name: string) => set.find((each) => each.name === name)?.value
	} as unknown as Cookies;
	return { set, cookies };
}

test('ASVS 3.3: live, a session’s cookie can be written by no other host, read by no script, and ends with the browser', () => {
	const { set, cookies } = jar();
	writeToken(cookies, live, 'w', 'token');
	expect(set).toEqual([{ name: '__Host-w', value: 'token', options: { path: '/', httpOnly: true, sameSite: 'lax', secure: true } }]);
	expect(readToken(cookies, live, 'w')).toBe('token');
});

test('ASVS 3.3: a worker’s is another one, and one without the prefix is not taken for it', () => {
	const { cookies } = jar();
	writeToken(cookies, live, 'c', 'token');
	expect(readToken(cookies, live, 'w')).toBeUndefined();
	writeToken(cookies, local, 'w', 'planted');
	expect(readToken(cookies, live, 'w')).toBeUndefined();
});
