import { createReadStream } from 'node:fs';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import type { AccountId, HubId, WorkerId } from '#shared/ids.ts';
import { importPoliceUk } from '#features/feeds/server/import-police-uk.ts';
import { onReferenceAdded } from '#features/feeds/server/on-reference-added.ts';
import { newsOf } from '#features/cases/domain/news.ts';
import { outcomeCodes, kindOfCode } from '#features/cases/domain/outcomes.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { makeHub } from '#server/db/make-hub.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { addCase, addReference, eventsOf } from '#server/db/queries/cases.ts';
import { detachReference } from '#server/db/queries/console.ts';
import { unknownOutcomes, waitingRows } from '#server/db/queries/feeds.ts';
import { addAgency } from '#server/db/queries/people.ts';
import { feedEvent } from '#server/db/schema/index.ts';
import { openAt, sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import { work } from '#server/http/work.ts';
import { job, onOneEngine, otherHub, testHub } from '../database/open.ts';

const now = new Date('2026-06-02T10:00:00Z');
const header = 'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type';
const line = (ref: string, outcome: string, month = '2026-05') =>
	`${ref},${month},Humberside Police,Humberside Police,-0.3,53.7,On or near Example Street,E01,Hull 001A,${outcome}`;
const refOf = (digit: string) => digit.repeat(64);
const fileOf = (...lines: string[]) => ({ stream: pieces([header, ...lines, ''].join('\r\n')), fileName: 'test.csv' });
async function* pieces(text: string) {
	yield Buffer.from(text);
}
const real = (name: string) => ({ stream: createReadStream(`tests/feeds/${name}`), fileName: name });
const brief = ({ broken, unknown, ...counts }: Awaited<ReturnType<typeof importPoliceUk>>) => ({
	...counts,
	broken,
	unknown: [...unknown]
});

async function caseWith(db: Db, ref: string): Promise<{ caseId: string; referenceId: string }> {
	const [caseId, referenceId, agencyId] = [newId(now), newId(now), newId(now)];
	await db.as(job, now, async (tx) => {
		await tx.keys.make({ kind: 'case', id: caseId });
		await addAgency(tx, { id: agencyId, hubId: testHub, slug: `police-${agencyId}`, name: 'Humberside Police', source: 'police' });
		await addCase(tx, { id: caseId, hubId: testHub, kind: 'crime', isReported: true, isOffence: true, madeAt: now });
		const refSealed = await sealAt(tx.keys, sealedPlaces.reference(caseId, referenceId), ref);
		const refIndex = searchIndex.reference(tx.keys, ref);
		await addReference(tx, { id: referenceId, hubId: testHub, caseId, agencyId, refSealed, refIndex, madeAt: now });
	});
	return { caseId, referenceId };
}
const eventsIn = (db: Db, caseId: string) => db.as(job, now, (tx) => eventsOf(tx, [caseId]));
const everything = (db: Db) =>
	db.as(job, now, async (tx) =>
		rowsOf(
			await tx.q.execute(sql`select (select count(*)::int from feed_event) events, (select count(*)::int from feed_batch) batches,
				(select count(*)::int from event) told, (select max(received_at)::text from feed_event) latest`)
		)
	);

it('no outcome the police publish is danger news: else an import would have to make urgent tasks (P4)', () => {
	expect(outcomeCodes.filter((code) => newsOf({ kind: kindOfCode(code) ?? 'reported', detail: { outcome: code } }) === 'danger')).toEqual(
		[]
	);
});

onOneEngine('import police-uk', (db) => {
	beforeAll(async () => {
		await db().as(job, now, (tx) => makeHub(tx, { slug: 'humber', name: 'Test' }));
		await db().as({ kind: 'job', hub: otherHub }, now, (tx) => makeHub(tx, { slug: 'other', name: 'Other' }));
	});
	const load = (feed: { stream: AsyncIterable<Uint8Array>; fileName: string }, at = now, hub: HubId = testHub) =>
		importPoliceUk(db(), hub, feed, at);

	it('R-07 the real outcomes file: 4,817 rows, 998 of them repeats; twice changes nothing', async () => {
		const first = await load(real('2013-06-humberside-outcomes.csv'));
		expect(brief(first)).toMatchObject({
			rows: 4817,
			mapped: 4817,
			unknownRows: 0,
			duplicate: 998,
			attached: 0,
			waiting: 3819,
			withoutId: 0,
			brokenRows: 0
		});
		const before = await everything(db());
		const again = await load(real('2013-06-humberside-outcomes.csv'), new Date('2026-06-03T10:00:00Z'));
		expect(again).toMatchObject({ rows: 4817, duplicate: 4817, attached: 0, waiting: 0 });
		expect(await everything(db())).toEqual(before);
	});

	it('the real street file: 734 rows of what was last known, 8 without an id', async () => {
		const report = await load(real('2025-11-city-of-london-street.csv'));
		expect(report).toMatchObject({ rows: 734, mapped: 726, withoutId: 8, attached: 0, brokenRows: 0 });
		expect(report.waiting + report.duplicate + report.withoutId).toBe(734);
	});

	it('T43 attaches by the exact reference and by nothing else', async () => {
		const { caseId } = await caseWith(db(), refOf('a'));
		const near = `${refOf('a').slice(1)}b`;
		const report = await load(fileOf(line(refOf('a'), 'Suspect charged'), line(near, 'Suspect charged'), line('', 'Suspect charged')));
		expect(report).toMatchObject({ rows: 3, attached: 1, waiting: 1, withoutId: 1 });
		const [event, ...more] = await eventsIn(db(), caseId);
		expect(more).toEqual([]);
		expect(event).toMatchObject({
			kind: 'charged',
			source: 'police',
			agencyName: 'Humberside Police',
			occurredKind: 'month',
			occurredFrom: '2026-05-01',
			asOf: 'happened',
			publishedAt: now,
			detail: { outcome: 'charged' }
		});
	});

	it('P4 hard news is attached and not published', async () => {
		const { caseId } = await caseWith(db(), refOf('c'));
		await load(fileOf(line(refOf('c'), 'Defendant found not guilty'), line(refOf('c'), 'Suspect charged', '2026-03')));
		const events = await eventsIn(db(), caseId);
		expect(events.map(({ kind, publishedAt }) => [kind, publishedAt === null]).sort()).toEqual([
			['charged', false],
			['verdict', true]
		]);
	});

	it('keeps a name it does not know, shows it as not told clearly, and lists it for the hub', async () => {
		const { caseId } = await caseWith(db(), refOf('d'));
		const report = await load(fileOf(line(refOf('d'), 'Referred to the panel'), line(refOf('e'), 'Referred to the panel')));
		expect(brief(report)).toMatchObject({ mapped: 0, unknownRows: 2, unknown: [['Referred to the panel', 2]] });
		expect((await eventsIn(db(), caseId))[0]).toMatchObject({
			kind: 'not_told_clearly',
			detail: { outcomeName: 'Referred to the panel' }
		});
		const listed = await db().as(job, now, (tx) => unknownOutcomes(tx));
		expect(listed).toEqual([{ name: 'Referred to the panel', rows: 2, attached: 1, firstMonth: '2026-05', lastMonth: '2026-05' }]);
	});

	it('reports broken rows under their line number and goes on', async () => {
		const report = await load(
			fileOf(line(refOf('1'), 'Suspect charged'), 'a,b', line(refOf('2'), 'Fined', '2026-13'), line(refOf('3'), 'Offender fined'))
		);
		expect(report).toMatchObject({ rows: 4, mapped: 2, waiting: 2, brokenRows: 2 });
		expect(report.broken).toEqual([
			{ line: 3, fault: 'feeds.row.columns' },
			{ line: 4, fault: 'feeds.row.month' }
		]);
	});

	it('refuses a file of another kind whole, and keeps nothing of it', async () => {
		const before = await everything(db());
		await expect(load({ stream: pieces('name,age\nx,1\n'), fileName: 'x.csv' })).rejects.toMatchObject({ code: 'feeds.file.header' });
		expect(await everything(db())).toEqual(before);
	});

	it('stopped half-way and run again, it ends where one run would have', async () => {
		const { caseId } = await caseWith(db(), refOf('f'));
		const many = Array.from({ length: 2500 }, (_, at) => line(`8${at.toString(16).padStart(63, '0')}`, 'Offender fined'));
		const all = [...many.slice(0, 1800), line(refOf('f'), 'Suspect charged'), ...many.slice(1800)];
		async function* cut() {
			yield Buffer.from([header, ...all.slice(0, 1500), ''].join('\r\n'));
			throw new Error('gone');
		}
		await expect(load({ stream: cut(), fileName: 'cut.csv' })).rejects.toThrow('gone');
		const report = await load(fileOf(...all));
		expect(report.duplicate).toBe(1000);
		expect(report).toMatchObject({ rows: 2501, attached: 1, waiting: 1500 });
		expect((await eventsIn(db(), caseId)).length).toBe(1);
	});

	it('what waited joins the case when a worker adds the reference, once', async () => {
		await load(fileOf(line(refOf('7'), 'Suspect charged', '2026-01'), line(refOf('7'), 'Offender fined', '2026-04')));
		const waiting = await db().as(job, now, (tx) => waitingRows(tx));
		const { caseId, referenceId } = await caseWith(db(), refOf('7').toUpperCase());
		const asked = { actor: job, now, lang: 'en', requestId: 'r', audit: null } as const;
		const handle = () =>
			work(db(), { ...asked, actor: { kind: 'job', hub: testHub } }, (ctx) =>
				onReferenceAdded(ctx, { case: caseId, reference: referenceId })
			);
		await handle();
		await handle();
		expect((await eventsIn(db(), caseId)).map(({ kind }) => kind).sort()).toEqual(['charged', 'sentence']);
		expect(await db().as(job, now, (tx) => waitingRows(tx))).toBe(waiting - 2);
	});

	it('a second case that comes to hold the same reference gets the same events', async () => {
		const { caseId, referenceId } = await caseWith(db(), refOf('7'));
		await work(db(), { actor: { kind: 'job', hub: testHub }, now, lang: 'en', requestId: 'r', audit: null }, (ctx) =>
			onReferenceAdded(ctx, { case: caseId, reference: referenceId })
		);
		expect((await eventsIn(db(), caseId)).length).toBe(2);
	});

	it('S-26 a reference that was taken off its case attaches nothing, neither by an import nor afterwards', async () => {
		const { caseId, referenceId } = await caseWith(db(), refOf('b'));
		const worker = { kind: 'worker', account: '' as AccountId, id: newId<WorkerId>(now), hub: testHub, roles: ['care'] } as const;
		expect(await db().as(worker, now, (tx) => detachReference(tx, caseId, referenceId, worker.id))).toBe(true);
		expect(await load(fileOf(line(refOf('b'), 'Suspect charged')))).toMatchObject({ attached: 0, waiting: 1 });
		await work(db(), { actor: { kind: 'job', hub: testHub }, now, lang: 'en', requestId: 'r', audit: null }, (ctx) =>
			onReferenceAdded(ctx, { case: caseId, reference: referenceId })
		);
		expect(await eventsIn(db(), caseId)).toEqual([]);
	});

	it('another hub sees none of it, and imports the same rows as its own', async () => {
		const report = await load(fileOf(line(refOf('a'), 'Suspect charged')), now, otherHub);
		expect(report).toMatchObject({ duplicate: 0, attached: 0, waiting: 1 });
	});

	it('keeps raw rows sealed, and no hash that anyone else could make', async () => {
		const [row] = await db().as(job, now, (tx) =>
			tx.q
				.select()
				.from(feedEvent)
				.where(sql`outcome_name = 'Referred to the panel'`)
				.limit(1)
		);
		const batch = await db().as(job, now, async (tx) => {
			const found = await tx.q.query.feedBatch.findFirst({ where: (t, { eq }) => eq(t.id, row?.batchId ?? '') });
			expect(found?.rawSealed.includes('Example Street')).toBe(false);
			return openAt(tx.keys, sealedPlaces.feedRaw(found?.id ?? ''), found?.rawSealed ?? Buffer.alloc(0));
		});
		const { rowKey } = await import('#features/feeds/server/read-police-uk.ts');
		const raw = (JSON.parse(batch ?? '[]') as [string, string][]).find(([id]) => id === row?.id)?.[1] ?? '';
		expect(raw).toContain('Example Street');
		expect(row?.rowKey.toString('hex')).not.toBe(rowKey('outcomes', raw.split(',')));
	});
});
