import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '#server/db/as.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { onBothEngines } from '../database/open.ts';
import { sentBy, type Call, type Statement } from '../sql/recorder.ts';
import { answered, entriesOf, makeTry, type Entry } from './actors.ts';
import { isOfOnePerson } from './catalogue.ts';
import { fixtureOf, putIn, type Fixture } from './rows.ts';
import { bared, boundTo, loosened, ownerConditions, stripped } from './strip.ts';

type Query = { file: string; name: string; statement: Statement };
const modules = import.meta.glob<Record<string, Record<string, Call | Record<string, Call>>>>('../sql/calls/*.ts', { eager: true });

async function allQueries(): Promise<Query[]> {
	const found: Query[] = [];
	for (const [file, calls] of Object.values(modules).flatMap((module) => Object.entries(module)))
		for (const [name, call] of Object.entries(calls))
			for (const run of typeof call === 'function' ? [call] : Object.values(call))
				for (const statement of await sentBy(run)) found.push({ file, name, statement });
	return found;
}
const reads = ({ statement }: Query) => /^\s*(select|with)\b/i.test(statement.sql) && /\bfrom\s+"/.test(statement.sql);
const changes = ({ statement }: Query) => /^\s*(update|delete)\b/i.test(statement.sql) && ownerConditions(statement.sql) > 0;
/** One round of the jobs drains every hub's outbox: ids and codes only (see matrix.test.ts). */
const drains = (role: string, { file }: Query) => role === 'waymark_worker' && file === 'outbox';
/** These answer with numbers, or with kinds and days alone: nothing in an answer could say whose it is. They are counted instead, as the role that asks them. */
const nameless: Record<string, string> = {
	'audit.ownQuestions': 'person',
	'directoryCare.countEntryTasks': 'worker',
	'dueFolded.countDue': 'console',
	'feeds.waitingRows': 'console',
	'keeping.countHolds': 'console',
	'keys.valueCounts': 'worker',
	'threadMembers.nextSeq': 'person'
};
const label = ({ file, name }: Query) => `${file}.${name}`;

/** How many questions go in one call. */
const together = 40;

/** The rows that each question finds, with sealed values as the text they hold here; null where the role has no right to ask at all. */
async function answersTo(entry: Entry, questions: readonly string[]): Promise<(string[] | null)[]> {
	const found: (string[] | null)[] = [];
	for (let at = 0; at < questions.length; at += together) found.push(...(await answered(entry, questions.slice(at, at + together))));
	return found.map(
		(rows) => rows?.map((row) => row.replace(/\\\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString())) ?? null
	);
}

const isDenied = (e: unknown): boolean =>
	e instanceof Error && (/permission denied|row-level security policy/.test(e.message) || isDenied(e.cause));

describe('the rewriter that forgets whose rows are wanted', () => {
	it('takes out every condition on an owner or on one row, and no other', () => {
		const text =
			'select "id" from "task" where ("task"."hub_id" = $1 and "task"."case_id" in ($2, $3) and "task"."kind" = $4 and "task"."done_at" is null) limit $5';
		expect(stripped(text)).toBe('select "id" from "task" where (true and true and "task"."kind" = $4 and "task"."done_at" is null)');
		expect(ownerConditions(text)).toBe(2);
	});
	it('in its wide form also forgets times and states', () => {
		const text = 'select "id" from "event" where ("event"."hub_id" = $1 and "event"."received_at" >= $2 and "event"."case_id" is null)';
		expect(bared(text)).toBe('select "id" from "event" where (true and true and true)');
	});
	it('leaves how tables are joined', () => {
		const text =
			'select 1 from "participant" inner join "cases" on "cases"."id" = "participant"."case_id" where "participant"."case_id" = any($1::uuid[])';
		expect(stripped(text)).toBe('select 1 from "participant" inner join "cases" on "cases"."id" = "participant"."case_id" where true');
	});
});

onBothEngines("the app's own queries", (db) => {
	let fixture: Fixture;
	let queries: Query[];
	let entries: Entry[];
	beforeAll(async () => {
		fixture = await fixtureOf(db());
		await putIn(db(), fixture);
		await makeTry(db());
		queries = await allQueries();
		entries = await entriesOf(db(), fixture);
	});
	const past: Entry['run'] = (fn) => db().engine.tx('owner', fn);
	const entry = (role: string) => entries.find((one) => one.role === `waymark_${role}`) as Entry;

	/** What must not be in an answer to this role: everything of the other hub, and for a person everything of another person. */
	function foreignIn(role: string, rows: readonly string[]): string[] {
		const marks = fixture.tables.flatMap((table) => {
			const owners =
				role === 'waymark_person' && isOfOnePerson(table)
					? (['same case', 'other person', 'other hub'] as const)
					: (['other hub'] as const);
			return owners
				.filter((owner) => fixture.rows.get(table.name)?.[owner])
				.flatMap((owner) => [fixture.id(table.name, owner), fixture.id(table.name, owner).replaceAll('-', ''), `~${owner}~${table.name}.`]);
		});
		return rows.filter((row) => marks.some((mark) => row.includes(mark)));
	}

	it('without their filter show no foreign row to a person, a worker, an agency, a job or a report', async () => {
		const seen: string[] = [];
		// A condition taken out of a "not exists" finds nothing: the narrow and the wide way of forgetting are both tried.
		const asked = queries.filter(reads).flatMap((query) =>
			[stripped, bared].map((forget) => ({
				query,
				text: boundTo({ ...query.statement, sql: forget(query.statement.sql) }, fixture.rows, 'own')
			}))
		);
		const texts = asked.map(({ text }) => text);
		for (const entry of entries) {
			if (['waymark_door', 'waymark_audit', 'waymark_owner'].includes(entry.role)) continue;
			const answers = await answersTo(entry, texts);
			for (const [at, { query }] of asked.entries())
				if (!drains(entry.role, query))
					seen.push(...foreignIn(entry.role, answers[at] ?? []).map((row) => `${entry.role}: ${label(query)} shows ${row}`));
		}
		// Without row security the same statements do show them: else they would prove nothing.
		const open = await answersTo({ role: 'postgres', run: past }, texts);
		const shows = new Set(asked.filter((_, at) => foreignIn('waymark_person', open[at] ?? []).length).map(({ query }) => label(query)));
		const blunt = queries.filter((query) => reads(query) && ownerConditions(query.statement.sql) && !shows.has(label(query))).map(label);
		expect(seen).toEqual([]);
		expect([...new Set(blunt)].toSorted()).toEqual(Object.keys(nameless));
		expect(queries.filter(reads).length).toBeGreaterThan(50);
	});

	it('count, where they only count, the same without their filter as with it', async () => {
		for (const [name, role] of Object.entries(nameless)) {
			const asked = queries.filter((query) => label(query) === name);
			expect(asked.length, name).toBeGreaterThan(0);
			for (const { statement } of asked) {
				const [kept, forgot] = [loosened, bared].map((rewrite) =>
					boundTo({ ...statement, sql: rewrite(statement.sql) }, fixture.rows, 'own')
				) as [string, string];
				const [fenced, fencedWithout] = await answersTo(entry(role), [kept, forgot]);
				const [open, openWithout] = await answersTo({ role: 'postgres', run: past }, [kept, forgot]);
				expect([fenced, fencedWithout], name).toEqual([open, open]);
				// Without row security there is more to count: else this would prove nothing.
				expect(openWithout, name).not.toEqual(open);
			}
		}
	});

	/** The rows of the other hub in one table, as text. */
	async function foreignRows(q: Tx['q'], table: string): Promise<string> {
		const row = fixture.rows.get(table)?.['other hub'] ?? {};
		const keys = (fixture.tables.find(({ name }) => name === table)?.columns ?? [])
			.filter(({ isKey }) => isKey)
			.map(({ name }) => `"${name}" = ${row[name]}`);
		return JSON.stringify(rowsOf(await q.execute(sql.raw(`select x::text as row from "${table}" x where ${keys.join(' and ')}`))));
	}

	it('without their filter change no row of another hub', async () => {
		const changed: string[] = [];
		const before = new Map(
			await past(async (q) => Promise.all(fixture.tables.map(async (table) => [table.name, await foreignRows(q, table.name)] as const)))
		);
		for (const query of queries.filter(changes))
			for (const { role, run } of entries) {
				if (['waymark_door', 'waymark_audit', 'waymark_owner'].includes(role)) continue;
				const text = boundTo({ ...query.statement, sql: stripped(query.statement.sql) }, fixture.rows, 'own');
				const undo = new Error('undo');
				await run(async (q) => {
					await q.execute(sql.raw(text));
					await q.execute(sql`select set_config('role', 'none', true)`);
					const table = /"(\w+)"/.exec(text)?.[1] ?? '';
					if ((await foreignRows(q, table)) !== before.get(table)) changed.push(`${role}: ${label(query)}`);
					throw undo;
				}).catch((e: unknown) => {
					if (e !== undo && !isDenied(e)) throw e;
				});
			}
		expect(changed).toEqual([]);
	});

	it.each([
		['person', ['own']],
		['console', ['cases', 'people', 'console', 'due', 'reports', 'tasks', 'tellings']]
	])('answer a %s the same without row security: the filter is in the query, not only in the policy', async (role, files) => {
		const asked = queries.filter((each) => reads(each) && files.includes(each.file));
		const texts = asked.map(({ statement }) => boundTo(statement, fixture.rows, 'own'));
		const fenced = await answersTo(entry(role), texts);
		const open = await answersTo({ role: 'postgres', run: past }, texts);
		const different = asked.filter((_, at) => JSON.stringify(fenced[at]) !== JSON.stringify(open[at])).map(label);
		const rows = open.flatMap((each) => each ?? []).length;
		expect(different).toEqual([]);
		expect(rows).toBeGreaterThan(files.length);
	});
});
