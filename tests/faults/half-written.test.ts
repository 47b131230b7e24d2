import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { createDb, type Db } from '#server/db/as.ts';
import type { Transaction } from '#server/db/client.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { add } from '../cases/console-desk.ts';
import { aDesk, aMatter, anEvent, aTry, now, type Desk } from '../cases/at-the-desk.ts';
import { onBothEngines } from '../database/open.ts';

class Fault extends Error {}
type Counted = { statements: number };
type Prepared = { execute: (...args: unknown[]) => unknown };
type Session = { prepareQuery: (...args: unknown[]) => Prepared };

/** Lets every statement of a transaction through until the n-th, which fails before it is sent; `commit` fails what was whole. */
function withFaultAt(db: Db, n: number, counted: Counted): Db {
	const spoil = (q: Transaction) => {
		const { session } = q as unknown as { session: Session };
		const prepare = session.prepareQuery.bind(session);
		session.prepareQuery = (...args) => {
			const query = prepare(...args);
			const execute = query.execute.bind(query);
			query.execute = (...values) => {
				counted.statements++;
				if (counted.statements === n) return Promise.reject(new Fault());
				return execute(...values);
			};
			return query;
		};
		return q;
	};
	const engine: Db['engine'] = {
		...db.engine,
		tx: (role, fn) =>
			db.engine.tx(role, async (q, mustSet) => {
				const out = await fn(spoil(q), mustSet);
				if (++counted.statements === n) throw new Fault();
				return out;
			})
	};
	return createDb(engine, db.provider);
}

/** Every row of every table, as one fingerprint each. */
const contentOf = (db: Db): Promise<Record<string, string>> =>
	db.engine.tx('owner', async (q) => {
		const tables = rowsOf<{ name: string }>(
			await q.execute(sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`)
		);
		const each = tables.map(
			({ name }) => sql`select ${name}::text as name, md5(string_agg(t::text, '|' order by t::text)) as sum from ${sql.identifier(name)} t`
		);
		const sums = rowsOf<{ name: string; sum: string }>(await q.execute(sql.join(each, sql` union all `)));
		return Object.fromEntries(sums.map(({ name, sum }) => [name, sum]));
	});

/** Runs a use case once with a fault at each of its statements and at the commit, then whole. @returns how many statements it has. */
async function failEverywhere(db: Db, run: (db: Db) => Promise<unknown>): Promise<number> {
	const before = await contentOf(db);
	for (let n = 1; n < 200; n++) {
		const counted = { statements: 0 };
		const outcome = await run(withFaultAt(db, n, counted)).then(
			(out) => ({ out }),
			(e: unknown) => ({ e })
		);
		if ('out' in outcome) {
			expect(counted.statements, 'went on after a fault').toBeLessThan(n);
			expect(await contentOf(db)).not.toEqual(before);
			return counted.statements;
		}
		const fault = outcome.e;
		expect(
			[fault, (fault as Error).cause].some((e) => e instanceof Fault),
			String(fault)
		).toBe(true);
		expect(await contentOf(db), `after a fault at statement ${n}`).toEqual(before);
	}
	throw new Error('it never ended');
}

onBothEngines('a fault at every statement of a use case (R-19)', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});

	it('leaves nothing of a telling behind: no try, no shut way, no task, no event, no line in the log', async () => {
		const matter = await aMatter(db());
		const told = { caseId: matter.caseId, personId: matter.personId, way: matter.ways[0] ?? '' };
		const eventId = await anEvent(db(), desk, { caseId: matter.caseId, kind: 'hearing_listed' });
		const statements = await failEverywhere(db(), (faulty) =>
			aTry(faulty, desk.jo, { ...told, eventId, onceKey: newId(now), outcome: 'someone_else', note: 'A man answered.' })
		);
		expect(statements).toBeGreaterThan(8);
	});

	it('leaves nothing of a new person and case behind: no key, no way, no reference, no contact', async () => {
		const more = {
			name: 'Rosa',
			'ref-1': '52/1234/26',
			'agency-1': desk.police,
			phone: '01632 960099',
			safe: 'safe',
			agreed: 'bluebell',
			risk: 'yes',
			riskReason: 'He knows the street.'
		};
		const statements = await failEverywhere(db(), (faulty) => add(faulty, desk.jo, more));
		expect(statements).toBeGreaterThan(15);
	});
});
