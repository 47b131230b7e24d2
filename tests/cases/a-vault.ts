import { eq } from 'drizzle-orm';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeyFile } from '#server/crypto/key-file.ts';
import { createDb, type Db, type Tx } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { addEvents, addTelling } from '#server/db/queries/cases.ts';
import { addAdjustment } from '#server/db/queries/contact.ts';
import { addNeedAnswer } from '#server/db/queries/needs.ts';
import { addFeedBatch } from '#server/db/queries/feeds.ts';
import { sealedValues } from '#server/db/queries/keys.ts';
import { addAgency, addPerson, addPreference, addRiskMark, addWay, addWorker } from '#server/db/queries/people.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { firstId } from '#server/db/rewrap.ts';
import { sealedColumns } from '#server/db/sealed-columns.ts';
import { openAt, sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import { helpGrant, restorativeStep } from '#server/db/schema/advocate.ts';
import { secondYes } from '#server/db/schema/people.ts';
import { message, messageTranslation, thread, threadMember, threadNote } from '#server/db/schema/messages.ts';
import { consent, referral, referralText, safetyShare } from '#server/db/schema/referrals.ts';
import { auditWithheld, breach, caseAccess, erasure, legalHold } from '#server/db/schema/vault.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { AccountId, WorkerId } from '#shared/ids.ts';
import { job, testHub } from '../database/open.ts';
import { aCase, aReference, now } from './a-case.ts';

/** A key file of its own, and houses that open it: each as another server of the same hub would. */
export function aKeyFile() {
	const folder = mkdtempSync(join(tmpdir(), 'waymark-vault-'));
	const at = { path: join(folder, 'waymark.key'), forbiddenInside: join(folder, 'data') };
	const provider = () => openKeyFile(at.path, { create: true, forbiddenInside: at.forbiddenInside });
	return {
		folder,
		at,
		provider,
		houseOn: (db: Db): Db => createDb(db.engine, provider()),
		remove: () => rmSync(folder, { recursive: true })
	};
}

export type Vault = { person: string; case: string; agency: string };

/** One value in every sealed column of the house, each another text. */
export async function aVault(db: Db): Promise<Vault> {
	const [person, worker, agency] = [newId(now), newId(now), newId(now)];
	await db.as(job, now, async (tx) => {
		await tx.keys.make({ kind: 'hub' });
		await tx.keys.make({ kind: 'feed' });
		await addAgency(tx, { id: agency, hubId: testHub, slug: 'police', name: 'Humberside Police', source: 'police' });
		await tx.keys.make({ kind: 'person', id: person });
		const nameSealed = await sealAt(tx.keys, sealedPlaces.workerName(worker), 'Jo Lane');
		await addWorker(tx, { id: worker, hubId: testHub, nameSealed, team: 'Care Team', madeAt: now });
		await addPerson(tx, {
			...{ id: person, hubId: testHub, lang: 'en', madeAt: now },
			nameSealed: await sealAt(tx.keys, sealedPlaces.personName(person), 'Amal Haddad'),
			nameIndex: searchIndex.personName(tx.keys, 'Amal Haddad'),
			bornSealed: await sealAt(tx.keys, sealedPlaces.personBorn(person), '1990-02-03')
		});
	});
	const caseId = await aCase(db, { [person]: 'victim' });
	await aReference(db, caseId, agency, '16X 26 000001');
	await db.as(job, now, (tx) => fillPerson(tx, person));
	await db.as(job, now, (tx) => fillCase(tx, caseId, person));
	await db.as(helen, now, (tx) => fillRecords(tx, caseId, person));
	await db.as(helen, now, (tx) => fillBySupervisor(tx, caseId, person));
	await db.as(helen, now, (tx) => fillHelp(tx, caseId, person));
	await db.as(helen, now, (tx) => fillShared(tx, caseId, person));
	await db.as(helen, now, (tx) => fillMessages(tx, caseId, person, agency));
	return { person, case: caseId, agency };
}

const helen: WorkerActor = {
	...{ kind: 'worker', account: newId<AccountId>(now), id: newId<WorkerId>(now), hub: testHub },
	roles: ['supervisor']
};

/** What the console writes of the vault's own records. */
async function fillRecords(tx: Tx, caseId: string, personId: string): Promise<void> {
	const [withheld, hold, record] = [newId(now), newId(now), newId(now)];
	const made = { hubId: testHub, madeBy: helen.id, madeAt: now };
	const why = await sealAt(tx.keys, sealedPlaces.withheldReason(personId, withheld), 'He reads her phone.');
	await tx.q
		.insert(auditWithheld)
		.values({ ...made, id: withheld, personId, chain: testHub, seq: 1, reasonSealed: why, reviewOn: '2026-07-01' });
	const reasonSealed = await sealAt(tx.keys, sealedPlaces.holdReason({ caseId }, hold), 'An inquest is listed.');
	await tx.q.insert(legalHold).values({ ...made, id: hold, caseId, reasonSealed, reviewOn: '2026-07-01' });
	await tx.q.insert(breach).values({
		...{ id: record, hubId: testHub, caseId, openedBy: helen.id, openedAt: now, knownAt: now, decision: 'open' },
		seenSealed: await sealAt(tx.keys, sealedPlaces.breachSeen(caseId, record), '[]'),
		noteSealed: await sealAt(tx.keys, sealedPlaces.breachNote(caseId, record), 'Rang both.')
	});
}

/** And what only a supervisor may. */
async function fillBySupervisor(tx: Tx, caseId: string, personId: string): Promise<void> {
	const [access, answer] = [newId(now), newId(now)];
	await tx.q.insert(caseAccess).values({
		...{ id: access, hubId: testHub, caseId, workerId: helen.id, isGlass: true, until: now, madeBy: helen.id, madeAt: now },
		reasonSealed: await sealAt(tx.keys, sealedPlaces.glassReason(access), 'She rang and nobody else was in.')
	});
	await tx.q.insert(erasure).values({
		...{ id: answer, hubId: testHub, personId, taskId: newId(now), outcome: 'keep', reason: 'claim', cases: [], dropsContact: false },
		wordsSealed: await sealAt(tx.keys, sealedPlaces.erasureWords(personId, answer), 'The court may need it.'),
		...{ decidedBy: helen.id, decidedAt: now }
	});
}

/** Whom she let in, and what she agreed about restorative justice. */
async function fillHelp(tx: Tx, caseId: string, personId: string): Promise<void> {
	const [grant, helper, step] = [newId(now), personId, newId(now)];
	const row = { hubId: testHub, caseId, personId, madeAt: now };
	await tx.q.insert(helpGrant).values({
		...{ ...row, id: grant, helperId: helper, kind: 'friend', parts: ['court'], state: 'live', madeBy: helen.id },
		until: new Date('2026-07-01T23:00:00Z'),
		nameSealed: await sealAt(tx.keys, sealedPlaces.helperName(personId, grant), 'Rosa'),
		ownerNameSealed: await sealAt(tx.keys, sealedPlaces.helpedName(helper, grant), 'Amal')
	});
	const textSealed = await sealAt(tx.keys, sealedPlaces.restorativeText(personId, step), 'Amal would like to hear more.');
	await tx.q
		.insert(restorativeStep)
		.values({ ...row, id: step, seq: 1, step: 'said', onDay: '2026-06-02', saidBy: 'worker', workerId: helen.id, textSealed });
}

/** What the console shares of a person. */
async function fillShared(tx: Tx, caseId: string, personId: string): Promise<void> {
	const [agreed, request] = [newId(now), newId(now)];
	await tx.keys.make({ kind: 'referral', id: request });
	await tx.q.insert(consent).values({
		...{ id: agreed, hubId: testHub, personId, agencyId: newId(now), fields: ['name'], wording: 1, lang: 'en', askedAt: now },
		noteSealed: await sealAt(tx.keys, sealedPlaces.consentNote(personId, agreed), 'Her mother, on the phone.')
	});
	const asked = {
		id: request,
		hubId: testHub,
		personId,
		agencyId: newId(now),
		consentId: agreed,
		state: 'draft',
		madeAt: now,
		movedAt: now
	} as const;
	await tx.q.insert(referral).values(asked);
	const linesSealed = await sealAt(tx.keys, sealedPlaces.referralLines(request), '[{"field":"name","text":"Amal"}]');
	const notesSealed = await sealAt(
		tx.keys,
		sealedPlaces.referralNotes(request),
		'[{"id":"1","at":"2026-06-02T10:00:00Z","text":"Met twice."}]'
	);
	await tx.q.insert(referralText).values({ id: request, hubId: testHub, linesSealed, notesSealed, madeAt: now });
	const second = newId(now);
	await tx.q.insert(secondYes).values({
		...{ id: second, hubId: testHub, caseId, personId, askedBy: helen.id, askedAt: now },
		whySealed: await sealAt(tx.keys, sealedPlaces.secondWhy(personId, second), 'The hearing is tomorrow at nine.')
	});
	const told = newId(now);
	const words = '{"to":"Humberside Police","what":"Where she lives","why":"He said he would come"}';
	await tx.q.insert(safetyShare).values({
		...{ id: told, hubId: testHub, caseId, personId, decidedBy: helen.id, madeAt: now },
		wordsSealed: await sealAt(tx.keys, sealedPlaces.safetyWords(personId, told), words)
	});
	const hiddenWhySealed = await sealAt(tx.keys, sealedPlaces.safetyWhy(personId, told), 'He reads her phone.');
	await tx.q.update(safetyShare).set({ hiddenBy: helen.id, hiddenAt: now, hiddenWhySealed }).where(eq(safetyShare.id, told));
}

/** What she wrote, and what the hub noted beside it. */
async function fillMessages(tx: Tx, caseId: string, personId: string, agencyId: string): Promise<void> {
	const [opened, written, noted] = [newId(now), newId(now), newId(now)];
	const of = { hubId: testHub, caseId, personId };
	await tx.q.insert(thread).values({
		...{ ...of, id: opened, topic: 'other', state: 'open', isUrgent: false, lastBy: 'person', openedAt: now, movedAt: now }
	});
	const bodySealed = await sealAt(tx.keys, sealedPlaces.messageBody({ caseId }, written), 'When is the hearing?');
	await tx.q.insert(message).values({
		...{
			...of,
			id: written,
			threadId: opened,
			once: written,
			seq: 1,
			author: 'person',
			workerId: helen.id,
			lang: 'en',
			bodySealed,
			at: now
		}
	});
	const noteSealed = await sealAt(tx.keys, sealedPlaces.threadNote({ caseId }, noted), 'Asked the court.');
	await tx.q.insert(threadNote).values({ ...of, id: noted, threadId: opened, workerId: helen.id, noteSealed, at: now });
	const also = newId(now);
	await tx.q.insert(messageTranslation).values({
		...{ ...of, id: also, threadId: opened, messageId: written, origin: 'interpreter', lang: 'cy', workerId: helen.id, at: now },
		textSealed: await sealAt(tx.keys, sealedPlaces.messageTranslation({ caseId }, also), 'Pryd mae’r gwrandawiad?')
	});
	const member = newId(now);
	await tx.q.insert(threadMember).values({
		...{
			...of,
			id: member,
			threadId: opened,
			agencyId,
			basis: 'official',
			fromSeq: 1,
			addedBy: 'worker',
			workerId: helen.id,
			askedAt: now
		},
		nameSealed: await sealAt(tx.keys, sealedPlaces.memberName({ caseId }, member), 'Amal to an agency')
	});
}

async function fillPerson(tx: Tx, personId: string): Promise<void> {
	const [way, preference, mark, task] = [newId(now), newId(now), newId(now), newId(now)];
	const row = { hubId: testHub, personId, madeAt: now };
	await addWay(tx, {
		...{ ...row, id: way, kind: 'phone', safe: 'safe', checked: true },
		valueSealed: await sealAt(tx.keys, sealedPlaces.contactWay(personId, way), '07700 900199'),
		valueIndex: searchIndex.way(tx.keys, '07700 900199')
	});
	await addPreference(tx, {
		...{
			...row,
			id: preference,
			version: 1,
			mayContact: 'yes',
			voicemail: 'none',
			sayWho: false,
			hardNews: 'call_first',
			changedSince: false
		},
		wordsSealed: await sealAt(tx.keys, sealedPlaces.preferenceWords(personId, preference), '{"codeWord":"kettle"}')
	});
	const easier = newId(now);
	const wordsSealed = await sealAt(tx.keys, sealedPlaces.adjustmentWords(personId, easier), 'Somebody who waits.');
	await addAdjustment(tx, { ...row, id: easier, version: 1, codes: ['large_print'], reviewOn: '2027-06-22', wordsSealed });
	const need = newId(now);
	const lineSealed = await sealAt(tx.keys, sealedPlaces.needLine(personId, need), 'I would like to sleep.');
	await addNeedAnswer(tx, { ...row, id: need, levels: { health: 'lot' }, lineSealed, onceKey: newId(now) });
	const reasonSealed = await sealAt(tx.keys, sealedPlaces.riskReason(personId, mark), 'Somebody knows her phone.');
	await addRiskMark(tx, { ...row, id: mark, reasonSealed, author: newId(now), reviewOn: '2026-07-01' });
	const detailSealed = await sealAt(tx.keys, sealedPlaces.taskDetail({ personId }, task), 'Without a case.');
	await addTask(tx, { ...row, id: task, kind: 'still_right', isUrgent: false, dueOn: '2026-06-22', detailSealed });
}

async function fillCase(tx: Tx, caseId: string, personId: string): Promise<void> {
	const [event, telling, task, batch] = [newId(now), newId(now), newId(now), newId(now)];
	const row = { hubId: testHub, caseId, madeAt: now };
	const lineSealed = await sealAt(tx.keys, sealedPlaces.eventLine(caseId, event), 'They will ring.');
	const said = { kind: 'charged', source: 'police', occurredKind: 'unknown', asOf: 'happened', detail: { result: 'guilty' } } as const;
	await addEvents(tx, [{ id: event, hubId: testHub, caseId, ...said, receivedAt: now, publishedAt: now, contentHash: event, lineSealed }]);
	const noteSealed = await sealAt(tx.keys, sealedPlaces.tellingNote(caseId, telling), 'Code word heard.');
	const told = { at: now, by: 'hub', way: 'phone', outcome: 'told', onceKey: newId(now) } as const;
	await addTelling(tx, { ...row, id: telling, personId, ...told, noteSealed });
	const detailSealed = await sealAt(tx.keys, sealedPlaces.taskDetail({ caseId }, task), 'Ring after six.');
	await addTask(tx, { ...row, id: task, personId, kind: 'call_me', isUrgent: false, dueOn: '2026-06-22', detailSealed });
	const rawSealed = await sealAt(tx.keys, sealedPlaces.feedRaw(batch), '["raw"]');
	await addFeedBatch(tx, { id: batch, hubId: testHub, feed: 'police-uk', rows: 1, rawSealed, madeAt: now });
}

/** Every sealed value of the hub as it opens now, by column: null where it does not. */
export const everything = (db: Db): Promise<Record<string, (string | null)[]>> =>
	db.as(job, now, async (tx) => {
		const out: Record<string, (string | null)[]> = {};
		for (const [name, column] of Object.entries(sealedColumns)) {
			const values = await sealedValues(tx, column, firstId);
			out[name] = [];
			for (const value of values) {
				const place = column.place(value);
				out[name].push(place && (await openAt(tx.keys, place, value.sealed)));
			}
		}
		return out;
	});

/** Every sealed value's bytes, by column and row. */
export const everyByte = (db: Db): Promise<Map<string, Buffer>> =>
	db.as(job, now, async (tx) => {
		const all = new Map<string, Buffer>();
		for (const [name, column] of Object.entries(sealedColumns))
			for (const { id, sealed } of await sealedValues(tx, column, firstId)) all.set(`${name} ${id}`, sealed);
		return all;
	});
