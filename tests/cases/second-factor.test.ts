import { TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import { enrol, readEnrolment } from '#features/accounts/server/enrol.ts';
import { checkCode } from '#features/accounts/server/second-factor.ts';
import { signIn } from '#features/accounts/server/sign-in.ts';
import { onOneEngine } from '../database/open.ts';
import { after, entered, keysOf, doorAt, makeAccountFor, rightPassword } from './door.ts';

onOneEngine('a worker in a live house', (db) => {
	const codeOf = (link: string, now: Date) =>
		new TOTP({ secret: new URL(link).searchParams.get('secret') ?? '' }).generate({ timestamp: now.getTime() });

	it('ASVS 6.5.1, 7.2.4: sets up a second factor, gets a new session for it, and a code works once', async () => {
		await makeAccountFor(db(), 'grey slate 31', { kind: 'worker' });
		const live = (seconds: number) => doorAt(db(), after(seconds), { isLive: true });
		const first = entered(await signIn(live(0), { signIn: 'grey slate 31', password: rightPassword }, []));
		expect(first).toMatchObject({ cookie: 'c', go: '/sign-in/enrol' });
		expect(await checkCode(live(0), first.token, '123456')).toBeNull();
		const shown = await readEnrolment(live(0), first.token, first.ticket);
		const link = shown?.link ?? '';
		expect(keysOf((await enrol(live(1), first.token, first.ticket, '12345')) ?? {})).toEqual(['accounts.code.wrong']);
		const done = entered(await enrol(live(1), first.token, first.ticket, codeOf(link, after(1))));
		expect(done.go).toBe('/console');
		expect(done.token).not.toBe(first.token);
		expect(await readEnrolment(live(2), first.token, first.ticket)).toBeNull();

		const second = entered(await signIn(live(2), { signIn: 'grey slate 31', password: rightPassword }, []));
		expect(second.go).toBe('/sign-in/code');
		expect(keysOf((await checkCode(live(3), second.token, codeOf(link, after(3)))) ?? {})).toEqual(['accounts.code.wrong']);
		expect(entered(await checkCode(live(60), second.token, codeOf(link, after(60)))).go).toBe('/console');
		expect(await checkCode(live(61), second.token, codeOf(link, after(90)))).toBeNull();
	});

	it('another browser with the same password sees another secret, and cannot put its own factor after the first', async () => {
		await makeAccountFor(db(), 'grey slate 32', { kind: 'worker' });
		const door = doorAt(db(), after(300), { isLive: true });
		const ask = () => signIn(door, { signIn: 'grey slate 32', password: rightPassword }, []).then(entered);
		const [own, thief] = [await ask(), await ask()];
		const links = [await readEnrolment(door, own.token, own.ticket), await readEnrolment(door, thief.token, thief.ticket)].map(
			(page) => page?.link ?? ''
		);
		expect(links[0]).not.toBe(links[1]);
		entered(await enrol(door, own.token, own.ticket, codeOf(links[0] ?? '', door.now)));
		expect(await enrol(door, thief.token, thief.ticket, codeOf(links[1] ?? '', door.now))).toBeNull();
	});

	it('ASVS 6.1.1: wrong codes are slowed, also when they are sent at once', async () => {
		await makeAccountFor(db(), 'grey slate 33', { kind: 'worker' });
		const door = doorAt(db(), after(600), { isLive: true });
		const own = entered(await signIn(door, { signIn: 'grey slate 33', password: rightPassword }, []));
		const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => enrol(door, own.token, own.ticket, `00000${n}`)));
		expect(answers.filter((answer) => answer && 'wait' in answer)).toHaveLength(5);
	});
});
