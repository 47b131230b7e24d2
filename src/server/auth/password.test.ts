import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TooBusy } from '#shared/faults.ts';
import { createGate } from './password-gate.ts';
import { hashPassword, isOldHash, verifyPassword } from './password.ts';

describe('a password', () => {
	it('is known again, and nothing else is', async () => {
		const kept = await hashPassword('kettle garden lantern');
		expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
		expect(await verifyPassword('kettle garden lantern', kept)).toBe(true);
		expect(await verifyPassword('kettle garden lanterns', kept)).toBe(false);
		expect(await verifyPassword('Kettle garden lantern', kept)).toBe(false);
		expect(await verifyPassword('', kept)).toBe(false);
		expect(await hashPassword('kettle garden lantern')).not.toBe(kept);
		expect(isOldHash(kept)).toBe(false);
	});

	it('is the same whether the keyboard wrote a letter as one sign or two (ASVS 6.2.8)', async () => {
		const kept = await hashPassword('te\u0301l\u0175nffon y bore');
		expect(await verifyPassword('t\u00e9lw\u0302nffon y bore', kept)).toBe(true);
	});

	it('T31 of an account that is not there is never right, and takes the same work', async () => {
		const kept = await hashPassword('kettle garden lantern');
		const cost = async (encoded: string | null) => {
			const before = process.cpuUsage();
			for (let at = 0; at < 4; at++) await verifyPassword('x', encoded);
			const { user, system } = process.cpuUsage(before);
			return user + system;
		};
		expect(await verifyPassword('', null)).toBe(false);
		await cost(kept);
		// Only the order is asked for: without the work, nobody would cost a thousandth.
		expect((await cost(null)) / (await cost(kept))).toBeGreaterThan(0.3);
	});

	it('is refused for a hash that was damaged or asks for too much memory, and for an endless text', async () => {
		const kept = await hashPassword('x'.repeat(2000));
		expect(await verifyPassword('x'.repeat(2000), kept)).toBe(false);
		for (const bad of ['', 'plain', kept.slice(0, -1), kept.replace('m=19456', 'm=99999999'), kept.replace('argon2id', 'argon2d')]) {
			expect(await verifyPassword('x', bad)).toBe(false);
			expect(isOldHash(bad)).toBe(true);
		}
	});

	it('hashed by scrypt, on an older Node, still opens and asks to be hashed again', async () => {
		const salt = Buffer.alloc(16, 5);
		const hash = scryptSync('kettle garden lantern', salt, 32, { N: 2 ** 14, r: 8, p: 1 });
		const kept = `$scrypt$ln=14,r=8,p=1$${salt.toString('base64').slice(0, 22)}$${hash.toString('base64').slice(0, 43)}`;
		expect(await verifyPassword('kettle garden lantern', kept)).toBe(true);
		expect(await verifyPassword('kettle garden', kept)).toBe(false);
		expect(isOldHash(kept)).toBe(true);
	});
});

describe('the gate', () => {
	const held = () => {
		let finish = () => {};
		const done = new Promise<void>((resolve) => (finish = resolve));
		return { done, finish };
	};

	it('lets two run and eight wait in order, and refuses the eleventh', async () => {
		const gate = createGate(2, 8);
		const started: number[] = [];
		const works = Array.from({ length: 10 }, held);
		const all = works.map(({ done }, at) => gate(() => (started.push(at), done)));
		await expect(gate(() => Promise.resolve())).rejects.toBeInstanceOf(TooBusy);
		expect(started).toEqual([0, 1]);
		for (const { finish } of works) finish();
		await Promise.all(all);
		expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
		await expect(gate(() => Promise.resolve('free again'))).resolves.toBe('free again');
	});

	it('is left also by work that fails, or the third such sign-in would wait for ever', async () => {
		const gate = createGate(1, 1);
		for (let at = 0; at < 3; at++) await expect(gate(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
		await expect(gate(() => Promise.resolve(1))).resolves.toBe(1);
	});
});
