import { hashPassword } from '#server/auth/password.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { addHub, addPerson } from '#server/db/queries/people.ts';
import type { Door, Entered } from '#server/auth/door.ts';
import { work } from '#server/http/work.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { AccountId, PersonId, WorkerId } from '#shared/ids.ts';
import { addDemoAccount } from '#features/accounts/server/add-account.ts';
import { invite } from '#features/accounts/server/invite.ts';
import type { Entrance } from '#features/accounts/server/sign-in.ts';
import { job, testHub } from '../database/open.ts';

export const start = new Date('2026-06-02T10:00:00Z');
export const after = (seconds: number, from = start): Date => new Date(from.getTime() + seconds * 1000);
export const rightPassword = 'lantern gravel orchard';

const workerId = '01930000-0000-7000-8000-0000000000a1' as WorkerId;
export const careWorker: WorkerActor = {
	kind: 'worker',
	account: '01930000-0000-7000-8000-0000000000b1' as AccountId,
	id: workerId,
	hub: testHub,
	roles: ['care']
};

/** The door as a visitor at this address meets it. */
export const doorAt = (
	db: Db,
	now: Date,
	{ address = '192.0.2.7', isLive = false }: { address?: string; isLive?: boolean } = {}
): Door => ({
	db,
	now,
	lang: 'en',
	requestId: 'test',
	address,
	isLive,
	hubName: 'Humber Care Team',
	site: { origin: 'https://waymark.test', host: 'waymark.test', serves: 'all' }
});

export const makeHub = (db: Db): Promise<void> =>
	db.as(job, start, (tx) => addHub(tx, { id: testHub, slug: 'test', name: 'Test', madeAt: start }));

/** An invented person without a case. */
export async function makePerson(db: Db): Promise<PersonId> {
	const id = newId<PersonId>(start);
	await db.as(job, start, async (tx) => {
		await tx.keys.make({ kind: 'person', id });
		const nameSealed = await tx.keys.seal({ kind: 'person', id }, { table: 'person', column: 'name', row: id }, 'Sam');
		await addPerson(tx, { id, hubId: testHub, nameSealed, nameIndex: tx.keys.index('person.name', 'sam'), lang: 'en', madeAt: start });
	});
	return id;
}

type Who = { kind?: 'person' | 'worker' | 'agency'; subject?: string; lang?: string };

/** An account that can sign in with {@link rightPassword}. */
export async function makeAccountFor(
	db: Db,
	signIn: string,
	{ kind = 'person', subject = newId(start), lang = 'en' }: Who = {}
): Promise<{ id: string; subject: string }> {
	const passwordHash = await hashPassword(rightPassword);
	const id = await db.as({ kind: 'door' }, start, (tx) =>
		addDemoAccount(tx, { hub: testHub, kind, subject, roles: [], lang, signIn, passwordHash })
	);
	return { id, subject };
}

/** A new code for this person, spoken with the word "kettle". */
export async function codeFor(db: Db, subject: string, now: Date, kind: 'person' | 'worker' = 'person'): Promise<string> {
	// Who works here gets a code from a supervisor only.
	const actor: WorkerActor = kind === 'person' ? careWorker : { ...careWorker, roles: ['supervisor'] };
	const made = await work(db, { actor, now, lang: 'en', requestId: 'test', audit: null }, (ctx) =>
		invite(ctx, { subject, kind, lang: 'en', word: 'Kettle' })
	);
	if (!('code' in made)) throw new Error('the word was refused');
	return made.code;
}

/** The session that was opened. */
export const entered = (answer: Entrance | null): Entered => {
	if (!answer || !('entered' in answer)) throw new Error(`not let in: ${JSON.stringify(answer)}`);
	return answer.entered;
};

/** The keys of a refusal; none where there is none. */
export const keysOf = (answer: object) => ('refused' in answer ? (answer.refused as { key: string }[]).map(({ key }) => key) : []);
