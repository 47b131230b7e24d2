import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { rowsOf } from '#server/db/migrate.ts';
import { reportLate } from '#features/cases/server/report-late.ts';
import { onOneEngine } from '../database/open.ts';
import { aDesk, aMatter, anEvent, asWorker, aTry } from './at-the-desk.ts';
import { makeHub } from './door.ts';

onOneEngine('a commissioner', (db) => {
	it('DESIGN §1: counts the same as a worker, in a role that may read no sealed column, no name, no number, no place and no reason', async () => {
		const at = new Date('2026-06-30T10:00:00Z');
		const counting = { roles: ['commissioner' as const] };
		await makeHub(db());
		const desk = await aDesk(db());
		const matter = await aMatter(db());
		// Why somebody hears sooner may not be read, and the shorter deadline is counted all the same.
		const sooner = await aMatter(db(), { enhanced: ['domestic_abuse'] });
		const day = { kind: 'day', on: '2026-06-29' } as const;
		for (const { caseId } of [matter, sooner]) await anEvent(db(), desk, { caseId, kind: 'suspect_arrested', occurred: day }, at);
		const eventId = await anEvent(db(), desk, {
			caseId: matter.caseId,
			kind: 'hearing_listed',
			source: 'witness_care',
			agencyId: null
		});
		await aTry(db(), desk.jo, { ...matter, eventId, way: matter.ways[0] ?? '', at }, at);
		const asOnes = await asWorker(db(), desk.ali, (ctx) => reportLate(ctx), at, counting);
		expect(asOnes.rows.find(({ month, owner }) => month === '2026-06' && owner === 'witness_care')).toMatchObject({ late: 1 });
		const arrests = asOnes.rows.filter(({ owner, due }) => owner === 'police' && due > 0).map(({ month, due }) => [month, due]);
		expect(arrests).toEqual([
			['2026-07', 1],
			['2026-06', 1]
		]);
		expect(asOnes).toEqual(await asWorker(db(), desk.jo, (ctx) => reportLate(ctx), at));

		const asRole = (text: ReturnType<typeof sql>) => asWorker(db(), desk.ali, ({ db: tx }) => tx.q.execute(text), at, counting);
		expect(rowsOf<{ who: string }>(await asRole(sql`select current_user as who`))[0]?.who).toBe('waymark_report');
		const places = await db().engine.tx('owner', async (q) =>
			rowsOf<{ table_name: string; column_name: string }>(
				await q.execute(sql`select table_name, column_name from information_schema.columns where table_schema = 'public' and table_name <> 'service_listing'
				and (column_name like '%sealed' or column_name like '%index' or column_name in ('area', 'crime_type', 'enhanced', 'made_by', 'recorded_by', 'worker_id', 'settled_by')
					or table_name in ('person', 'contact_way', 'preference', 'worker', 'data_key'))`)
			)
		);
		// What an agency calls itself is nobody's name: it heads a row of the numbers (T26).
		expect(places.length).toBeGreaterThan(20);
		for (const { table_name: table, column_name: column } of places)
			await expect(asRole(sql`select ${sql.identifier(column)} from ${sql.identifier(table)}`), `${table}.${column}`).rejects.toThrow();
	});
});
