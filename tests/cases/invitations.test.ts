import { beforeAll, expect, it } from 'vitest';
import { newId } from '#server/db/keyring.ts';
import { addPreference, preferencesOf } from '#server/db/queries/people.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { sealAt, sealedPlaces, openAt } from '#server/db/sealed-places.ts';
import type { Door } from '#server/auth/door.ts';
import { work } from '#server/http/work.ts';
import { drainOutbox } from '#server/outbox/drain.ts';
import type { Invited, StartState } from '#features/accounts/domain/start.ts';
import { answerContact } from '#features/accounts/server/answer-contact.ts';
import { checkInvitation } from '#features/accounts/server/check-invitation.ts';
import { checkName, suggestName } from '#features/accounts/server/choose-name.ts';
import { keepContactAnswer } from '#features/accounts/server/contact-answered.ts';
import { invite, suggestWords } from '#features/accounts/server/invite.ts';
import { makeAccount } from '#features/accounts/server/make-account.ts';
import { signIn } from '#features/accounts/server/sign-in.ts';
import { tellHubOfStoppedInvitation } from '#features/accounts/server/stopped-invitation.ts';
import { job, onOneEngine } from '../database/open.ts';
import { after, careWorker, entered, keysOf, codeFor, doorAt, makeAccountFor, makeHub, makePerson, rightPassword, start } from './door.ts';

const handlers = { 'invitation.stopped': tellHubOfStoppedInvitation, 'contact.answered': keepContactAnswer };
const invitedBy = async (door: Door, code: string, word = 'kettle'): Promise<Invited> => {
	const checked = await checkInvitation(door, { tries: 0, code }, word);
	if (!('invited' in checked)) throw new Error(`refused: ${JSON.stringify(checked)}`);
	return checked.invited;
};

onOneEngine('an invitation', (db) => {
	beforeAll(() => makeHub(db()));

	it('P5: takes code and word however they are typed, and makes an account that signs in', async () => {
		const person = await makePerson(db());
		const door = doorAt(db(), start);
		const code = await codeFor(db(), person, start);
		const invited = await invitedBy(door, ` ${code.toLowerCase().replaceAll(' ', '-')} `, 'KETTLE ');
		const name = await suggestName(door);
		expect(await checkName(door, invited, name)).toBeNull();
		const way = entered(await makeAccount(door, { invited, signIn: name }, 'pebble harbour walnut', []));
		expect(way).toMatchObject({ cookie: 'w', go: '/start/contact' });
		expect(entered(await signIn(door, { signIn: name, password: 'pebble harbour walnut' }, [])).go).toBe('/my');
	});

	it('P5: is dead once used, for a second browser that had passed the word as well', async () => {
		const code = await codeFor(db(), await makePerson(db()), start);
		const door = doorAt(db(), start);
		const [one, other] = [await invitedBy(door, code), await invitedBy(door, code)];
		entered(await makeAccount(door, { invited: one, signIn: 'red barn 61' }, 'pebble harbour walnut', []));
		expect(keysOf(await makeAccount(door, { invited: other, signIn: 'red barn 62' }, 'pebble harbour walnut', []))).toEqual([
			'accounts.start.used'
		]);
		expect(keysOf(await signIn(door, { signIn: 'red barn 62', password: 'pebble harbour walnut' }, []))).toEqual(['accounts.signIn.wrong']);
		expect(keysOf(await checkInvitation(door, { tries: 0, code }, 'kettle'))).toEqual(['accounts.start.wrong']);
	});

	it('P5, T31: five wrong words end the code, the hub gets an urgent task, and a code that never was is answered alike', async () => {
		const person = await makePerson(db());
		const door = doorAt(db(), after(60), { address: '198.51.100.9' });
		const real = await fiveTries(door, await codeFor(db(), person, start));
		const unreal = await fiveTries(doorAt(db(), after(60), { address: '198.51.100.10' }), '0123456789');
		expect(real).toEqual([...Array(4).fill('accounts.start.wrong'), 'accounts.start.stopped']);
		expect(unreal).toEqual(real);
		await drainOutbox(db(), handlers, after(61));
		const tasks = await db().as(job, after(61), openTasks);
		expect(tasks.filter(({ kind }) => kind === 'invitation_stopped')).toMatchObject([
			{ personId: person, isUrgent: true, dueOn: '2026-06-02' }
		]);
	});

	it('P5: a code that has ended opens nothing, even with the right word, and says no more than for any other code', async () => {
		const code = await codeFor(db(), await makePerson(db()), start);
		await fiveTries(doorAt(db(), start, { address: '198.51.100.11' }), code);
		expect(keysOf(await checkInvitation(doorAt(db(), start), { tries: 0, code }, 'kettle'))).toEqual(['accounts.start.wrong']);
	});

	async function fiveTries(door: Door, code: string): Promise<string[]> {
		let state: StartState | null = { tries: 0, code };
		const said: string[] = [];
		while (state) {
			const checked = await checkInvitation(door, state, 'garden');
			if ('invited' in checked) throw new Error('a wrong word was taken');
			said.push(...keysOf(checked));
			state = checked.state;
		}
		return said;
	}

	it('T31: five wrong words sent at once are counted one by one', async () => {
		const code = await codeFor(db(), await makePerson(db()), start);
		const at = (time: number) => doorAt(db(), start, { address: `198.51.100.${100 + time}` });
		await Promise.all(Array.from({ length: 5 }, (_, time) => checkInvitation(at(time), { tries: 0, code }, `garden ${time}`)));
		expect(await checkInvitation(at(9), { tries: 0, code }, 'kettle')).not.toHaveProperty('invited');
	});

	it('P5: ends after 14 days, and when a new one is made', async () => {
		const person = await makePerson(db());
		const late = await codeFor(db(), person, start);
		expect(await checkInvitation(doorAt(db(), after(14 * 86_400)), { tries: 0, code: late }, 'kettle')).not.toHaveProperty('invited');
		const older = await codeFor(db(), person, start);
		const newer = await codeFor(db(), person, after(1));
		expect(await checkInvitation(doorAt(db(), after(2)), { tries: 0, code: older }, 'kettle')).not.toHaveProperty('invited');
		expect(await checkInvitation(doorAt(db(), after(2)), { tries: 0, code: newer }, 'kettle')).toHaveProperty('invited');
	});

	it('P5: a word of fewer than three letters is not taken; words are offered', async () => {
		const asked = { actor: careWorker, now: start, lang: 'en', requestId: 't', audit: null } as const;
		const made = await work(db(), asked, (ctx) => invite(ctx, { subject: newId(start), kind: 'person', lang: 'en', word: ' a- ' }));
		expect(keysOf(made)).toEqual(['accounts.invite.word.short']);
		expect(suggestWords('cy')).toHaveLength(4);
	});

	it('P5: forgotten means a new code: the old sessions and the old password end, and she may keep her name', async () => {
		const person = await makePerson(db());
		const door = doorAt(db(), start);
		await makeAccountFor(db(), 'soft wool 71', { subject: person });
		const stranger = await makePerson(db());
		expect(keysOf((await checkName(door, await invitedBy(door, await codeFor(db(), stranger, start)), 'Soft Wool 71')) ?? {})).toEqual([
			'accounts.start.name.taken'
		]);
		const invited = await invitedBy(door, await codeFor(db(), person, start));
		expect(await checkName(door, invited, 'soft wool 71')).toBeNull();
		entered(await makeAccount(door, { invited, signIn: 'soft wool 71' }, 'pebble harbour walnut', []));
		expect(await signIn(door, { signIn: 'soft wool 71', password: rightPassword }, [])).toHaveProperty('refused');
		expect(await signIn(door, { signIn: 'soft wool 71', password: 'pebble harbour walnut' }, [])).toHaveProperty('entered');
	});

	it('a name taken meanwhile leaves the code unused', async () => {
		const door = doorAt(db(), start);
		const invited = await invitedBy(door, await codeFor(db(), await makePerson(db()), start));
		await makeAccountFor(db(), 'last moment 88');
		expect(keysOf(await makeAccount(door, { invited, signIn: 'last moment 88' }, 'pebble harbour walnut', []))).toEqual([
			'accounts.start.name.taken'
		]);
		entered(await makeAccount(door, { invited, signIn: 'last moment 89' }, 'pebble harbour walnut', []));
	});

	it('ASVS 6.2.1: a password of fewer than 15 letters is refused before anything is kept', async () => {
		const door = doorAt(db(), start);
		const invited = await invitedBy(door, await codeFor(db(), await makePerson(db()), start));
		expect(keysOf(await makeAccount(door, { invited, signIn: 'short one 15' }, 'fourteen chars', []))).toEqual(['accounts.password.short']);
	});

	it('P15, P2: a "no" holds at once; a new "yes" waits until a worker heard it; the safety plan stays', async () => {
		const person = await makePerson(db());
		const id = newId(start);
		await db().as(job, start, async (tx) => {
			const wordsSealed = await sealAt(tx.keys, sealedPlaces.preferenceWords(person, id), '{"codeWord":"lamp"}');
			const base = {
				voicemail: 'words',
				sayWho: true,
				hardNews: 'read_here',
				changedSince: false,
				confirmedAt: start,
				madeAt: start
			} as const;
			await addPreference(tx, {
				id,
				hubId: job.kind === 'job' ? job.hub : '',
				personId: person,
				version: 1,
				mayContact: 'unasked',
				wordsSealed,
				...base
			});
		});
		const door = doorAt(db(), start);
		await makeAccountFor(db(), 'open field 90', { subject: person });
		const { token } = entered(await signIn(door, { signIn: 'open field 90', password: rightPassword }, []));
		expect(await answerContact(door, token, 'no_i_call')).toEqual({ go: '/my' });
		expect(await latest(person)).toMatchObject({ version: 2, mayContact: 'no_i_call', changedSince: false, words: '{"codeWord":"lamp"}' });
		await answerContact(door, token, 'yes');
		expect(await latest(person)).toMatchObject({ version: 3, mayContact: 'yes', changedSince: true, voicemail: 'words' });
		expect(await answerContact(door, 'no-such-token', 'yes')).toEqual({ go: '/sign-in' });
	});

	async function latest(person: string) {
		await drainOutbox(db(), handlers, after(5));
		return db().as(job, after(5), async (tx) => {
			const [row] = await preferencesOf(tx, [person]);
			return {
				...row,
				words: row?.wordsSealed ? await openAt(tx.keys, sealedPlaces.preferenceWords(person, row.id), row.wordsSealed) : null
			};
		});
	}
});
