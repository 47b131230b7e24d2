import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { Unreadable } from '#server/crypto/fault.ts';
import { createDb } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { keysStatus } from '#server/db/keys-status.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { addKeyVersions, shredScope } from '#server/db/queries/keys.ts';
import { keepReference } from '#features/cases/server/add-reference.ts';
import { readCase } from '#features/cases/server/read-case.ts';
import { readUpdate } from '#features/cases/server/read-update.ts';
import { recordEvent } from '#features/cases/server/record-event.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { aCase, aReference, asPerson, now } from './a-case.ts';
import { rowsIn, wrongIn } from './a-chain.ts';
import { aVault, everything, type Vault } from './a-vault.ts';
import { actorFor, asWorker, counts } from './console-desk.ts';

const later = new Date(now.getTime() + 1000);

onOneEngine('a shredded case', (db) => {
	let vault: Vault;
	const worker = newId(now);
	beforeAll(async () => {
		vault = await aVault(db());
		for (let n = 0; n < 3; n++) await asWorker(db(), worker, async (ctx) => ctx.about({ caseId: vault.case, personId: vault.person }));
	});

	/** Whether the hub's chain is whole, by the verifier, and how many rows it has. */
	const chain = async () => ({ holds: (await wrongIn(db(), testHub)) === null, rows: (await rowsIn(db(), testHub)).length });

	it('has no key left, of any version, and another case keeps its own', async () => {
		const other = await aOther();
		await db().as(job, later, (tx) => addKeyVersions(tx, [{ kind: 'case', subject: vault.case, version: 1 }]));
		const [before, log, rows] = [await everything(db()), await chain(), await counts(db())];
		expect(before['reference']?.toSorted()).toEqual(['16X 26 000001', '16X 26 000002']);
		expect(log).toEqual({ holds: true, rows: 3 });
		expect(await db().as(job, later, (tx) => shredScope(tx, { kind: 'case', id: vault.case }))).toBe(2);
		// This process had its keys open a moment ago, and forgets them at once; another server reads the same from the database.
		for (const house of [db(), createDb(db().engine, db().provider)]) {
			const after = await everything(house);
			// A value without its key is not in the answer at all.
			expect([after['reference'], after['tellingNote'], after['eventLine'], after['taskDetail']]).toEqual([
				['16X 26 000002'],
				[],
				[],
				['Without a case.']
			]);
			expect([after['personName'], after['contactWay'], after['feedRaw'], after['workerName']]).toEqual([
				['Amal Haddad'],
				['07700 900199'],
				['["raw"]'],
				['Jo Lane']
			]);
		}
		expect(await keysStatus(db(), later, true)).toMatchObject({ gone: 11, closed: 0, closedKeys: 0 });
		const [people, cases, parts, keys = 0, references] = await counts(db());
		expect([people, cases, parts, references]).toEqual([rows[0], rows[1], rows[2], rows[4]]);
		expect(keys).toBe((rows[3] ?? 0) - 2);
		expect(await chain()).toEqual(log);
		expect(other).not.toBe(vault.case);
	});

	it('opens as a page without its words, for a worker and for the person', async () => {
		const read = await asWorker(db(), worker, (ctx) => readCase(ctx, vault.case, 'check'), 'case.viewed', later);
		if (read.asks) throw new Error('a reason was asked');
		expect(read.page.references.map(({ ref }) => ref)).toEqual([null]);
		expect(read.page.id).toBe(vault.case);
		const page = await asPerson(db(), vault.person, (ctx) => readUpdate(ctx, vault.case), later);
		expect(page.references.map(({ ref }) => ref)).toEqual([null]);
	});

	it('nothing is sealed for it any more, and what was refused changed nothing', async () => {
		const before = await counts(db());
		const add = asWorker(
			db(),
			worker,
			(ctx) => keepReference(ctx, vault.case, { ref: '16X 26 000009', agency: vault.agency, field: '' }),
			null,
			later
		);
		await expect(add).rejects.toThrow(Unreadable);
		const said = {
			caseId: vault.case,
			kind: 'closed_other',
			source: 'hub',
			occurred: { kind: 'unknown' },
			line: 'A line of ours.'
		} as const;
		await expect(asWorker(db(), worker, (ctx) => recordEvent(ctx, said), null, later)).rejects.toThrow(Unreadable);
		expect(await counts(db())).toEqual(before);
		const lines = await db().as(job, later, async (tx) => rowsOf(await tx.q.execute(sql`select id from event`)));
		expect(lines.length).toBe(1);
	});

	it('a person too: their fields read as unavailable, the case keeps its own', async () => {
		expect(await db().as(job, later, (tx) => shredScope(tx, { kind: 'person', id: vault.person }))).toBe(1);
		const after = await everything(db());
		expect([
			after['personName'],
			after['personBorn'],
			after['contactWay'],
			after['preferenceWords'],
			after['riskReason'],
			after['taskDetail']
		]).toEqual([[], [], [], [], [], []]);
		expect(after['reference']).toEqual(['16X 26 000002']);
		const read = await asWorker(db(), worker, (ctx) => readCase(ctx, vault.case, 'check'), 'case.viewed', later);
		if (read.asks) throw new Error('a reason was asked');
		expect(read.page.people.map(({ name, words, risk }) => [name, words, risk?.reason])).toEqual([[null, null, null]]);
	});

	it('only a job may do it, and only in its own hub', async () => {
		const tries = [actorFor(worker), { kind: 'person', account: 'a', id: vault.person, hub: testHub } as never];
		for (const actor of tries)
			await expect(db().as(actor, later, (tx) => shredScope(tx, { kind: 'case', id: vault.case }))).rejects.toThrow();
		const elsewhere = { kind: 'job', hub: newId(now) } as never;
		expect(await db().as(elsewhere, later, (tx) => shredScope(tx, { kind: 'case', id: vault.case }))).toBe(0);
	});

	/** Another case of the hub with a reference of its own. */
	async function aOther(): Promise<string> {
		const id = await aCase(db(), {});
		await aReference(db(), id, vault.agency, '16X 26 000002');
		return id;
	}
});
