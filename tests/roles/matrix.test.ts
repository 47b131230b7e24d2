import { beforeAll, expect, it } from 'vitest';
import { onBothEngines } from '../database/open.ts';
import { isOfOnePerson, isPersonal, type Table } from './catalogue.ts';
import { drawnMatrix } from './drawn.ts';
import { matrixOf, verbs, type Cell, type Rights, type Verb } from './matrix.ts';
import { fixtureOf, putIn } from './rows.ts';

/** Only the door touches what signing in needs. */
const doorTables = ['account', 'session', 'factor', 'throttle'];
/** Written by functions alone, which act as waymark_audit: a role without a login. */
const functionTables = ['audit_event', 'audit_head', 'outbox'];
/** Says what happened; nobody takes it back. */
const onlyGrows = ['event', 'audit_event'];
/** Ids and codes only: one round of the jobs drains every hub's, and takes on the hub of each event before it handles it. */
const acrossHubs = ['outbox', 'outbox_done'];

onBothEngines('table × role × whose × verb', (db) => {
	let tables: Table[] = [];
	let cells: Cell[] = [];
	let rights: Rights;
	beforeAll(async () => {
		const fixture = await fixtureOf(db());
		await putIn(db(), fixture);
		({ tables } = fixture);
		({ cells, rights } = await matrixOf(db(), fixture));
	});
	const tableOf = (name: string) => tables.find((table) => table.name === name) as Table;
	/** The cells that can do what no snapshot may allow, said so that the table and the role stand in the failure. */
	const allowed = (wrong: (cell: Cell, table: Table) => boolean, which: readonly Verb[] = verbs) =>
		cells
			.filter((cell) => wrong(cell, tableOf(cell.table)))
			.flatMap(({ table, role, whose, may }) => which.filter((verb) => may[verb]).map((verb) => `${role} may ${verb} ${table}: ${whose}`));

	it('is what was reviewed', async () => {
		await expect(drawnMatrix(tables, cells, rights)).toMatchFileSnapshot('matrix.txt');
	});

	it('tries every role on every table', () => {
		expect(new Set(cells.map(({ table }) => table)).size).toBe(tables.length);
		expect(tables.length).toBeGreaterThan(25);
		expect(new Set(cells.map(({ role }) => role)).size).toBeGreaterThanOrEqual(8);
		// Would notice a try that reaches nothing at all.
		expect(
			cells.some(({ table, role, whose, may }) => table === 'person' && role === 'waymark_person' && whose === 'own' && may.select)
		).toBe(true);
	});

	it("S-26 a person reaches no other person's row, and nothing of another hub", () => {
		expect(
			allowed(
				({ role, whose }, table) =>
					role === 'waymark_person' && (whose === 'other hub' || (whose === 'other person' && isOfOnePerson(table)))
			)
		).toEqual([]);
	});

	it('a worker, an agency, a report and a job reach no row of another hub', () => {
		expect(
			allowed(
				({ role, whose }, table) =>
					!['waymark_door', 'waymark_audit'].includes(role) &&
					whose === 'other hub' &&
					isPersonal(table) &&
					!acrossHubs.includes(table.name)
			)
		).toEqual([]);
	});

	it('T3 an agency reaches no row that belongs to one person', () => {
		expect(allowed(({ role }, table) => role === 'waymark_agency' && isOfOnePerson(table))).toEqual([]);
	});

	it('with nobody set there is no row for anyone', () => {
		expect(
			allowed(
				({ role, whose }, table) =>
					whose === 'nobody set' &&
					isPersonal(table) &&
					!(role === 'waymark_door' && [...doorTables, 'invitation'].includes(table.name)) &&
					!(role === 'waymark_audit' && functionTables.includes(table.name)) &&
					!(role === 'waymark_worker' && acrossHubs.includes(table.name))
			)
		).toEqual([]);
	});

	it('only the door touches accounts, sessions, factors and throttles, and the door nothing of a case', () => {
		const ofSigningIn = ({ name, columns }: Table) => doorTables.includes(name) || columns.some((column) => column.name === 'account_id');
		expect(allowed(({ role }, table) => ofSigningIn(table) && role !== 'waymark_door')).toEqual([]);
		expect(allowed(({ role }, table) => role === 'waymark_door' && !ofSigningIn(table) && table.name !== 'invitation')).toEqual([]);
	});

	it('only functions write the log and the outbox', () => {
		expect(
			allowed(({ role, table }) => functionTables.includes(table) && role !== 'waymark_audit', ['insert', 'update', 'delete'])
		).toEqual([]);
	});

	it('nobody rewrites or deletes an event or a row of the log, not even their owner', () => {
		expect(allowed(({ table }) => onlyGrows.includes(table), ['update', 'delete'])).toEqual([]);
	});

	it('the owner of the tables reads none of them', () => {
		expect(allowed(({ role }) => role === 'waymark_owner')).toEqual([]);
	});
});
