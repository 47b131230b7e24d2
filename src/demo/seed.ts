import { Refused } from '#shared/faults.ts';
import { addDemoAccount } from '#features/accounts/server/add-account.ts';
import { importPoliceUk } from '#features/feeds/server/import-police-uk.ts';
import { hashPassword } from '#server/auth/password.ts';
import type { Db, Tx } from '#server/db/as.ts';
import { makeHub } from '#server/db/make-hub.ts';
import { metaOf, setMeta } from '#server/db/queries/house.ts';
import { addAgency, addWorker } from '#server/db/queries/people.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { byJob, demoHub, jobActor, type Act } from './act.ts';
import { helpActs } from './acts-help.ts';
import { memberActs } from './acts-members.ts';
import { messageActs } from './acts-messages.ts';
import { templateActs } from './acts-templates.ts';
import { askingActs } from './acts-asking.ts';
import { caseActs } from './acts-cases.ts';
import { peopleActs } from './acts-people.ts';
import { sharingActs } from './acts-sharing.ts';
import { agencies, agencyOf } from './agencies.ts';
import { at, type Offset } from './days.ts';
import { seedDirectory } from './directory/seed-directory.ts';
import { feedFile } from './feed.ts';
import { demoPassphrase } from './passphrase.ts';
import { people, workers } from './people.ts';

/** The sign-in name of an invented person or worker: "nerys demo". */
export const demoSignIn = (key: string): string => `${key} demo`;

export type DemoHub = { slug: string; name: string };
export type SeedState = { kind: 'empty' } | { kind: 'cut_short' } | { kind: 'seeded'; at: Date };

const started = 'demo.seeding';
const finished = 'demo.seeded_at';

/** Whether the demo's people are here, and since when. A seed that was stopped half-way has to be made again from nothing. */
export async function seedState(db: Db, now: Date): Promise<SeedState> {
	return db.as(jobActor, now, async (tx) => {
		const done = await metaOf(tx, finished);
		if (done) return { kind: 'seeded', at: new Date(done) };
		return (await metaOf(tx, started)) ? { kind: 'cut_short' } : { kind: 'empty' };
	});
}

/**
 * Fills an empty demo: the hub, the ten people, the six who work, their cases, all by the roles that would do it, and the police's part through the importer.
 * Dates are relative to `now`; nothing is random but ids, keys and codes (issue 2, point 12). @throws Refused when people are here already.
 */
export async function seedDemo(db: Db, now: Date, hub: DemoHub): Promise<void> {
	if ((await seedState(db, now)).kind !== 'empty') throw new Refused('cli.demo.not_empty');
	const password = await hashPassword(demoPassphrase);
	await db.as(jobActor, now, (tx) => setMeta(tx, started, now.toISOString()));
	const acts = [
		openHub(now, hub),
		...peopleActs(now),
		...caseActs(now),
		...helpActs(now),
		...messageActs(now),
		...templateActs(now),
		imported(now, '-40d', 2),
		imported(now, '-3w', 1)
	];
	for (const act of acts.toSorted((one, other) => one.at.getTime() - other.at.getTime())) await act.run(db, act.at);
	await db.as({ kind: 'door', hub: demoHub }, now, (tx) => addAccounts(tx, password));
	await seedDirectory(db, now, hub.name);
	for (const act of [...askingActs(now), ...sharingActs(now), ...memberActs(now)].toSorted(
		(one, other) => one.at.getTime() - other.at.getTime()
	))
		await act.run(db, act.at);
	await db.as(jobActor, now, (tx) => setMeta(tx, finished, now.toISOString()));
}

const openHub = (now: Date, hub: DemoHub): Act =>
	byJob(at(now, '-240d', '08:00'), async (tx) => {
		await makeHub(tx, hub);
		for (const { id, key, name, source } of agencies) await addAgency(tx, { id, hubId: tx.hub, slug: key, name, source });
		for (const { id, name, team, agencyKey } of workers) {
			const nameSealed = await sealAt(tx.keys, sealedPlaces.workerName(id), name);
			await addWorker(tx, { id, hubId: tx.hub, agencyId: agencyKey ? agencyOf(agencyKey).id : null, nameSealed, team, madeAt: tx.now });
		}
	});

/** The police publish a month's outcomes later, and each file here holds the earlier months too: their rows come twice, as in life. */
const imported = (now: Date, on: Offset, upToMonthsAgo: number): Act => ({
	at: at(now, on, '08:00'),
	run: async (db, when) => {
		const stream = [Buffer.from(feedFile(now, upToMonthsAgo))];
		await importPoliceUk(db, demoHub, { stream: inPieces(stream), fileName: 'demo-feed.csv' }, when);
	}
});

async function* inPieces(pieces: readonly Buffer[]) {
	yield* pieces;
}

async function addAccounts(tx: Tx, passwordHash: string): Promise<void> {
	for (const { key, id, lang } of people)
		await addDemoAccount(tx, { hub: demoHub, kind: 'person', subject: id, roles: [], lang, signIn: demoSignIn(key), passwordHash });
	for (const { key, id, kind, roles, agencyKey } of workers) {
		const agencyId = agencyKey ? agencyOf(agencyKey).id : undefined;
		await addDemoAccount(tx, { hub: demoHub, kind, subject: id, roles, agencyId, lang: 'en', signIn: demoSignIn(key), passwordHash });
	}
}
