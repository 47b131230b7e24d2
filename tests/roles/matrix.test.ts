import { beforeAll, expect, it } from 'vitest';
import { onBothEngines } from '../database/open.ts';
import { entriesOf, tried, type Entry } from './actors.ts';
import { isDirectory, isOfOnePerson, isPersonal, type Table } from './catalogue.ts';
import { drawnMatrix } from './drawn.ts';
import { matrixOf, verbs, type Cell, type Rights, type Verb } from './matrix.ts';
import { fixtureOf, insertOf, putIn, type Fixture } from './rows.ts';

/** Only the door touches what signing in needs. */
const doorTables = ['account', 'session', 'factor', 'throttle', 'challenge'];
/** Written by functions alone, which act as waymark_audit: a role without a login. */
const functionTables = ['audit_event', 'audit_head', 'outbox'];
/** Says what happened; nobody takes it back. */
const onlyGrows = ['event', 'audit_event'];
/** Ids and codes only: one round of the jobs drains every hub's, and takes on the hub of each event before it handles it. */
const acrossHubs = ['outbox', 'outbox_done'];

/** A request for help gets the record that was made of it, once: a policy refuses a second. The jobs give a row of a feed its case when a reference is known. How an event of the outbox went belongs to nobody: the jobs alone keep it. */
const allowedMoves = [
	'waymark_worker feed_event.case_id',
	'waymark_worker outbox_done.hub_id',
	'waymark_console self_referral.person_id',
	'waymark_console self_referral.case_id'
];

onBothEngines('table × role × whose × verb', (db) => {
	let fixture: Fixture;
	let tables: Table[] = [];
	let cells: Cell[] = [];
	let rights: Rights;
	beforeAll(async () => {
		fixture = await fixtureOf(db());
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

	it("S-26 a person reaches no other person's row, not even in a case that is also hers, and nothing of another hub", () => {
		expect(
			allowed(
				({ role, whose }, table) =>
					role === 'waymark_person' &&
					!isDirectory(table) &&
					(whose === 'other hub' || whose === 'same case' || (whose === 'other person' && isOfOnePerson(table)))
			)
		).toEqual([]);
	});

	it('a person cannot write a row that is half hers and half of somebody else', async () => {
		const entry = (await entriesOf(db(), fixture)).find(({ role }) => role === 'waymark_person') as Entry;
		const mixed = tables.flatMap(({ name }) => {
			const [own, adds] = [fixture.rows.get(name)?.own ?? {}, rights('waymark_person', name, 'insert')];
			return ['hub_id', 'person_id', 'case_id']
				.filter((column) => adds.includes(column))
				.flatMap((column) =>
					(['same case', 'other person', 'other hub'] as const)
						.map((owner) => fixture.rows.get(name)?.[owner]?.[column])
						.filter((value) => value && value !== own[column])
						.map((value) => insertOf(name, { ...own, [column]: value ?? '' }, adds))
				);
		});
		expect(mixed.length).toBeGreaterThan(10);
		expect(new Set(await tried(entry, mixed))).toEqual(new Set(['42501']));
	});

	/** What becomes of a row of the fixture as this role would write it, with one value another; 23505 is past every fence: the row is there already. */
	const writes = async (role: string, table: string, change: Record<string, string> = {}) => {
		const entry = (await entriesOf(db(), fixture)).find((one) => one.role === role) as Entry;
		const row = { ...fixture.rows.get(table)?.own, ...change };
		return (await tried(entry, [insertOf(table, row, rights(role, table, 'insert'))]))[0];
	};

	const refuses = async (role: string, table: string, changes: Record<string, string>[]) => {
		for (const change of changes) expect(await writes(role, table, change), `${table} ${JSON.stringify(change)}`).toBe('42501');
	};

	it('P13 what a person asks or says is open when she writes it: that it was settled is not hers to write', async () => {
		for (const table of ['not_mine', 'task']) expect(await writes('waymark_person', table), table).toBe('23505');
		const [at, worker] = [`'2026-06-01T10:00:00Z'`, fixture.rows.get('worker')?.own?.id ?? ''];
		await refuses('waymark_person', 'not_mine', [{ settled_as: `'theirs'` }, { settled_at: at }, { settled_by: worker }]);
		await refuses('waymark_person', 'task', [{ done_at: at }, { done_by: worker }, { assigned_to: worker }]);
	});

	it("the console makes the first key of a case or a person, and no key that others would take for the hub's or for the newest", async () => {
		for (const kind of [`'person'`, `'case'`]) expect(await writes('waymark_console', 'data_key', { kind })).toBe('23505');
		await refuses('waymark_console', 'data_key', [{ kind: `'hub'` }, { kind: `'feed'` }, { version: '2' }]);
		expect(await writes('waymark_worker', 'data_key', { kind: `'hub'`, version: '2' })).toBe('23505');
	});

	it('nobody moves a row to another hub, person, case or account; only what came from a feed finds its case', () => {
		const movable = tables.flatMap(({ name }) =>
			[...new Set(cells.map(({ role }) => role))]
				.filter((role) => !['waymark_owner', 'waymark_audit'].includes(role))
				.flatMap((role) =>
					rights(role, name, 'update')
						.filter((column) => ['hub_id', 'person_id', 'case_id', 'account_id', 'subject'].includes(column))
						.map((column) => `${role} ${name}.${column}`)
				)
		);
		expect(movable).toEqual(allowedMoves);
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

	it('T3 an agency does not see which other agencies the hub works with', () => {
		expect(allowed(({ role, table, whose }) => role === 'waymark_agency' && table === 'agency' && whose !== 'own')).toEqual([]);
		expect(allowed(({ role, table, whose }) => role === 'waymark_agency' && table === 'agency' && whose === 'own')).toEqual([
			'waymark_agency may select agency: own'
		]);
	});

	/** Columns that a role may read, by what they are called. */
	const readOf = (role: string, called: RegExp) =>
		tables
			.filter((table) => !isDirectory(table))
			.flatMap(({ name }) =>
				rights(role, name, 'select')
					.filter((column) => called.test(column))
					.map((column) => `${name}.${column}`)
			);

	it('DESIGN §1 a report reads nothing sealed, no place, no reason why somebody hears sooner, and no id of a worker', () => {
		// What an agency calls itself is the one name: it is nobody's.
		expect(readOf('waymark_report', /sealed|index|^area$|crime_type|^enhanced$|name|_by$|^by_|worker|way_id|^team$/)).toEqual([
			'agency.name'
		]);
		expect(readOf('waymark_report', /^is_enhanced$/)).toEqual(['participant.is_enhanced']);
	});

	it('whoever looks for support reads the directory alone: no place that is kept secret, nobody to ask by name, no evidence', () => {
		const read = tables.filter(({ name }) => rights('waymark_public', name, 'select').length > 0);
		expect(read.map(({ name }) => name)).toContain('service');
		expect(read.filter((table) => !isDirectory(table))).toEqual([]);
		expect(rights('waymark_public', 'service', 'select')).not.toContain('contacts');
		expect(rights('waymark_public', 'accreditation', 'select')).not.toContain('evidence');
		for (const verb of ['insert', 'update'] as const)
			expect(tables.map(({ name }) => name).filter((name) => rights('waymark_public', name, verb).length > 0)).toEqual(
				verb === 'insert' ? ['service_feedback'] : []
			);
	});

	it('a person reads no blind index and no id of a worker but of those she may ask', () => {
		// That a number she gave was not yet checked is said to her (P6); what the hub thinks of it is not. Who joined what was asked at the door is herself.
		expect(readOf('waymark_person', /index|_by$|assigned|checked|safe/)).toEqual([
			'contact_way.checked',
			'self_referral.joined_by',
			// A code of who did it, person or worker, and never which.
			'thread_member.added_by',
			'thread_member.ended_by'
		]);
		expect(readOf('waymark_person', /worker_id/)).toEqual(['named_contact.worker_id']);
	});

	it('the functions of the log read no sealed column of a record', () => {
		expect(readOf('waymark_audit', /sealed|enhanced/)).toEqual(['audit_event.detail_sealed']);
	});

	it('with nobody set there is no row for anyone', () => {
		expect(
			allowed(
				({ role, whose }, table) =>
					whose === 'nobody set' &&
					isPersonal(table) &&
					!(role === 'waymark_door' && [...doorTables, 'invitation'].includes(table.name)) &&
					!(role === 'waymark_audit' && functionTables.includes(table.name)) &&
					// How many keys of each hub a master key still wraps: asked by the instance, with the hub and the master key's name and nothing else.
					!(role === 'waymark_audit' && table.name === 'data_key') &&
					!(role === 'waymark_worker' && acrossHubs.includes(table.name))
			)
		).toEqual([]);
	});

	it('only the door touches accounts, sessions, factors and throttles, and the door nothing of a case', () => {
		const ofSigningIn = ({ name, columns }: Table) => doorTables.includes(name) || columns.some((column) => column.name === 'account_id');
		// A supervisor sees who works here and when they were last in (functions of the log's role, of staff only), and nothing that opens an account.
		expect(allowed(({ role }, table) => ofSigningIn(table) && role !== 'waymark_door')).toEqual(
			['account', 'factor', 'session'].map((table) => `waymark_audit may select ${table}: own`)
		);
		const read = ['account', 'factor', 'session'].flatMap((table) => rights('waymark_audit', table, 'select'));
		expect(read.filter((column) => /password|secret|sealed|index|credential|public_key/.test(column))).toEqual([]);
		// Who asks for help without an account comes in by the door too (P14); no column of it says what became of it in a record.
		// A partner's link to one request is proved there, by hashes of what opens it (P21).
		const atDoor = ['invitation', 'self_referral', 'referral_link'];
		expect(allowed(({ role }, table) => role === 'waymark_door' && !ofSigningIn(table) && !atDoor.includes(table.name))).toEqual([]);
		expect(
			rights('waymark_door', 'self_referral', 'select').filter((column) => /worker|case_id|agency|sent_by|tries|reason/.test(column))
		).toEqual([]);
	});

	it('only functions write the log and the outbox', () => {
		// What was handled is forgotten after its days, in one round for every hub.
		const forgets = ({ role, table }: Cell) => role === 'waymark_worker' && table === 'outbox';
		const writes = (cell: Cell) => functionTables.includes(cell.table) && cell.role !== 'waymark_audit';
		expect(allowed(writes, ['insert', 'update'])).toEqual([]);
		expect(allowed((cell) => writes(cell) && !forgets(cell), ['delete'])).toEqual([]);
	});

	it('nobody rewrites or deletes an event or a row of the log, not even their owner', () => {
		// Sealing a line anew with a new key changes no word of it, and a trigger compares every other column.
		const reseals = ({ role, table }: Cell) => role === 'waymark_worker' && table === 'event';
		expect(allowed(({ table }) => onlyGrows.includes(table), ['delete'])).toEqual([]);
		expect(allowed((cell) => onlyGrows.includes(cell.table) && !reseals(cell), ['update'])).toEqual([]);
		expect(rights('waymark_worker', 'event', 'update')).toEqual(['line_sealed']);
	});

	it('the owner of the tables reads none of them', () => {
		expect(allowed(({ role }) => role === 'waymark_owner')).toEqual([]);
	});
});
