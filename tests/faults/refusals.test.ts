import { describe, expect, it } from 'vitest';
import { CannotNow } from '#shared/faults.ts';
import { readSettings } from '#server/settings.ts';

const whole = {
	...{ WAYMARK_MODE: 'live', DATABASE_URL: 'postgres://owner@db.example.org/waymark', ORIGIN: 'https://waymark.example.org' },
	...{ KEY_FILE: '/etc/waymark/key', ROLES_FILE: '/etc/waymark/roles' }
};
const refusal = (env: Record<string, string | undefined>): string[] => {
	try {
		readSettings(env);
		return [];
	} catch (e) {
		if (!(e instanceof CannotNow)) throw e;
		return e.message.split('\n');
	}
};

describe('R-17 live refuses to start, one clear line for each reason', () => {
	it('takes settings that are whole', () => {
		expect(refusal(whole)).toEqual([]);
		expect(readSettings(whole)).toMatchObject({ isLive: true, keyFile: '/etc/waymark/key' });
	});

	it.each([
		['DATABASE_URL', 'live mode needs DATABASE_URL: the embedded database never syncs to disk'],
		['ORIGIN', 'live mode needs ORIGIN, the https address people use'],
		['KEY_FILE', 'live mode needs KEY_FILE, outside the data folder'],
		['ROLES_FILE', 'live mode needs ROLES_FILE, the passwords of the database roles']
	])('without %s, and where it is empty', (name, line) => {
		expect(refusal({ ...whole, [name]: undefined })).toEqual([line]);
		expect(refusal({ ...whole, [name]: '' })).toEqual([line]);
	});

	it('says all that is missing at once', () => {
		expect(refusal({ WAYMARK_MODE: 'live' })).toHaveLength(4);
	});

	it.each([
		['a plain http origin', { ORIGIN: 'http://waymark.example.org' }, 'live mode needs an https ORIGIN'],
		['a plain http address for staff', { CONSOLE_ORIGIN: 'http://staff.example.org' }, 'live mode needs an https CONSOLE_ORIGIN'],
		[
			'the same host for staff',
			{ CONSOLE_ORIGIN: 'https://waymark.example.org/console' },
			'CONSOLE_ORIGIN needs an ORIGIN with another host: it is where staff sign in and nobody else does'
		],
		['a fixed clock', { WAYMARK_NOW: '2026-06-02T10:00:00Z' }, 'live mode refuses WAYMARK_NOW: the clock may not be fixed']
	])('with %s', (_, more, line) => {
		expect(refusal({ ...whole, ...more })).toEqual([line]);
	});

	it.each([
		['WAYMARK_MODE', 'production'],
		['DATABASE_URL', 'mysql://db.example.org/waymark'],
		['ORIGIN', 'waymark.example.org'],
		['CONSOLE_ORIGIN', 'staff.example.org'],
		['WAYMARK_NOW', 'yesterday'],
		['HUB_OPENS', '9am'],
		['WAIT_UPDATE', '0'],
		['ASK_AGAIN_WEEKS', '0'],
		['LEAVE_TO', 'javascript:alert(1)']
	])('in any mode with %s wrong, naming it and never repeating it', (name, value) => {
		for (const env of [{ [name]: value }, { ...whole, [name]: value }]) {
			const lines = refusal(env);
			expect(lines).toEqual([expect.stringMatching(new RegExp(`^setting ${name}: `))]);
			expect(lines.join()).not.toContain(value);
		}
	});
});
