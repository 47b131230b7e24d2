import { CannotNow } from '#shared/faults.ts';
import type { AccountId, HubId, WorkerId } from '#shared/ids.ts';
import { invite, suggestWords } from '#features/accounts/server/invite.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { hubIdOf, makeHub } from '#server/db/make-hub.ts';
import { addWorker } from '#server/db/queries/people.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { openHouse } from '#server/http/house.ts';
import { work } from '#server/http/work.ts';
import type { Settings } from '#server/settings.ts';
import { say, WrongUse, type Io } from './io.ts';

/** Invites a supervisor: how a live hub gets its first one. Makes the hub when it is not there. Code and word are printed this once (P5). */
export async function runInvite(io: Io, [verb = '', ...words]: string[]): Promise<boolean> {
	const name = words.join(' ').trim();
	if (verb !== 'invite' || !name) throw new WrongUse(`worker ${[verb, name].join(' ')}`.trim());
	const s = io.settings();
	const db = await openHouse(s);
	try {
		const hub = await hubOf(db, s, io.now());
		const id = await takeOn(db, hub, name, io.now());
		const word = suggestWords('en')[0] ?? '';
		const code = await inviteSupervisor(db, hub, id, word, io.now());
		io.out(say('cli.invite.done', { name }));
		io.out(say('cli.invite.code', { code }));
		io.out(say('cli.invite.word', { word }));
		io.out(say('cli.invite.where', { address: `${s.ORIGIN ?? 'http://localhost:3000'}/start` }));
		return true;
	} finally {
		await db.close();
	}
}

async function hubOf(db: Db, s: Settings, now: Date): Promise<HubId> {
	const found = await db.as({ kind: 'job', hub: '' as HubId }, now, (tx) => hubIdOf(tx, s.HUB_SLUG));
	if (found) return found;
	const hub = newId<HubId>(now);
	await db.as({ kind: 'job', hub }, now, (tx) => makeHub(tx, { slug: s.HUB_SLUG, name: s.HUB_NAME }));
	return hub;
}

async function takeOn(db: Db, hub: HubId, name: string, now: Date): Promise<WorkerId> {
	const id = newId<WorkerId>(now);
	await db.as({ kind: 'job', hub }, now, async (tx) => {
		const nameSealed = await sealAt(tx.keys, sealedPlaces.workerName(id), name);
		await addWorker(tx, { id, hubId: hub, nameSealed, team: '', madeAt: now });
	});
	return id;
}

/** Nobody of the hub is there yet to invite: the log says that the worker was invited by herself, at the command line. */
async function inviteSupervisor(db: Db, hub: HubId, id: WorkerId, word: string, now: Date): Promise<string> {
	const actor = { kind: 'worker', account: '' as AccountId, id, hub, roles: ['supervisor'] } as const;
	const invited = await work(db, { actor, now, lang: 'en', requestId: 'command-line', audit: null }, (ctx) =>
		invite(ctx, { subject: id, kind: 'worker', lang: 'en', roles: ['care', 'supervisor'], word })
	);
	if ('refused' in invited) throw new CannotNow(say(invited.refused[0]?.key ?? ''));
	return invited.code;
}
