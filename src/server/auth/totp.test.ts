import { TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import { newTotpSecret, totpUri, verifyTotp } from './totp.ts';

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);
const check = (code: string, seconds: number, lastStep: number | null = null) => verifyTotp({ secret, code, now: at(seconds), lastStep });

it('knows the codes of RFC 6238', () => {
	expect(check('287082', 59)).toEqual({ step: 1 });
	expect(check('081804', 1_111_111_109)).toEqual({ step: 37_037_036 });
	expect(check(' 081 804', 1_111_111_109)).toEqual({ step: 37_037_036 });
});

it('R-10 takes a code one step early or late, and gives the step it belongs to', () => {
	expect(check('081804', 1_111_111_109 - 30)).toEqual({ step: 37_037_036 });
	expect(check('081804', 1_111_111_109 + 30)).toEqual({ step: 37_037_036 });
	expect(check('081804', 1_111_111_109 + 61)).toBeNull();
	expect(check('081804', 1_111_111_109 - 61)).toBeNull();
});

it('6.5.1 takes a code once, and none from before the last', () => {
	const taken = check('081804', 1_111_111_109)!;
	expect(check('081804', 1_111_111_109, taken.step)).toBeNull();
	expect(check('081804', 1_111_111_109, taken.step + 1)).toBeNull();
	expect(check('081804', 1_111_111_109, taken.step - 1)).toEqual(taken);
});

it('refuses what is no code, or a damaged secret, without an error', () => {
	for (const code of ['', '08180', '0818044', 'abcdef', '081804x', '-81804']) expect(check(code, 1_111_111_109)).toBeNull();
	expect(verifyTotp({ secret: '', code: '081804', now: at(0), lastStep: null })).toBeNull();
	expect(verifyTotp({ secret: 'not base32!', code: '081804', now: at(0), lastStep: null })).toBeNull();
});

it('a new secret is 160 bits, differs each time, and its address holds what an app needs', () => {
	const fresh = newTotpSecret();
	expect(fresh).toMatch(/^[A-Z2-7]{32}$/);
	expect(newTotpSecret()).not.toBe(fresh);
	const uri = totpUri({ secret: fresh, issuer: 'My account', account: 'blue kettle 41' });
	expect(uri).toMatch(/^otpauth:\/\/totp\/My%20account:blue%20kettle%2041\?/);
	const app = new TOTP({ secret: new URL(uri).searchParams.get('secret')! });
	expect(verifyTotp({ secret: fresh, code: app.generate({ timestamp: 90_000 }), now: at(90), lastStep: null })).toEqual({ step: 3 });
});
