import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { listDue } from '#features/cases/server/list-due.ts';
import { settleTask } from '#features/cases/server/settle-task.ts';
import { listOwn, propose, readOwn, sayStillRight, takeBack } from '#features/directory/server/desk-agency.ts';
import { decideChange, readChange } from '#features/directory/server/desk-change.ts';
import { listDesk } from '#features/directory/server/desk-list.ts';
import { markEntry, settleEntryReports, showEntry } from '#features/directory/server/desk-mark.ts';
import { readDeskPage } from '#features/directory/server/desk-page.ts';
import { addEntry, readEdit, saveEntry } from '#features/directory/server/desk-save.ts';
import { newId } from '#server/db/keyring.ts';
import { appendOutbox } from '#server/db/queries/house.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { NotYours } from '#shared/faults.ts';
import { job, onOneEngine, otherHub, testHub } from '../database/open.ts';
import {
	asDesk,
	asPartner,
	aService,
	counted,
	day,
	drain,
	entryNow,
	later,
	now,
	partners,
	seen,
	tasksAbout,
	typed,
	type Partners
} from './directory-desk.ts';
import { keysOf } from './door.ts';

onOneEngine('the desk of the directory', (db) => {
	let who: Partners;
	beforeAll(async () => {
		who = await partners(db());
	});
	/** A partner asks for another name, and the jobs have heard of it. */
	async function asks(partner: Partners['harbour'], id: string, name: string, at = now) {
		const { entry, version } = await entryNow(db(), id);
		const out = await asPartner(db(), partner, (ctx) => propose(ctx, id, typed(entry, version, { name })), at);
		await drain(db(), at);
		return out;
	}
	/** Anybody presses "wrong number", and the jobs have heard of it. */
	async function report(id: string, kind: string) {
		await db().as({ kind: 'reader', hub: testHub }, now, async (tx) => {
			await tx.q.execute(
				sql`insert into service_feedback (id, kept_by, service_id, kind, at) values (${newId(now)}, ${testHub}, ${id}, ${kind}, ${now.toISOString()})`
			);
			await appendOutbox(tx, 'service.reported', { service: id, kind });
		});
		await drain(db());
	}
	const waitingOf = async (id: string) => (await asDesk(db(), who.jo, (ctx) => readDeskPage(ctx, id))).waiting ?? '';
	const decide = (id: string, version: string, decision: 'agree' | 'back', on: number, note = '', at = now) =>
		asDesk(db(), who.jo, (ctx) => decideChange(ctx, id, version, { decision, note, on }), { at });

	it('T22: what a partner asks for changes nothing until the hub agrees; then everybody reads it', async () => {
		const id = await aService(db(), 11, { name: 'Quay Advice' }, who.harbour.agency);
		await asks(who.harbour, id, 'Quay Advice and Help');
		expect((await seen(db(), 'quay-advice'))?.name).toBe('Quay Advice');
		expect(await tasksAbout(db(), id)).toEqual([{ kind: 'service_changed', dueOn: '2026-06-29', about: null, isUrgent: false }]);
		expect((await asPartner(db(), who.harbour, listOwn)).find((row) => row.id === id)).toMatchObject({ state: 'waiting' });

		const waiting = await waitingOf(id);
		const page = await asDesk(db(), who.jo, (ctx) => readChange(ctx, id, waiting));
		expect(page).toMatchObject({ agency: 'Harbour Support', by: 'Bea Flynn', isOutdated: false, state: 'waiting' });
		expect(page.changes).toEqual([{ field: 'name', kind: 'text', old: 'Quay Advice', now: 'Quay Advice and Help' }]);
		expect(await decide(id, waiting, 'agree', page.on, '', later(1))).toEqual({ go: `/console/directory/${id}` });
		const shown = await seen(db(), 'quay-advice');
		expect(shown).toMatchObject({ name: 'Quay Advice and Help', version: 2, assuredOn: day, checkedOn: '2026-06-23' });
		expect(await tasksAbout(db(), id)).toEqual([]);
		const { versions } = await asDesk(db(), who.jo, (ctx) => readDeskPage(ctx, id));
		expect(versions.map(({ version, state, madeBy, by, decidedBy }) => ({ version, state, madeBy, by, decidedBy }))).toEqual([
			{ version: 2, state: 'live', madeBy: 'agency', by: 'Bea Flynn', decidedBy: 'Jo Lane' },
			{ version: 1, state: 'live', madeBy: 'hub', by: undefined, decidedBy: undefined }
		]);
		expect(keysOf(await decide(id, waiting, 'agree', 2))).toEqual(['entries.error.decided']);
	});

	it("T22: a partner never reads, changes or answers for another's entry, nor decides about its own", async () => {
		const id = await aService(db(), 12, { name: 'Pier House' }, who.harbour.agency);
		const { entry, version } = await entryNow(db(), id);
		for (const run of [
			() => asPartner(db(), who.wolds, (ctx) => readOwn(ctx, id)),
			() => asPartner(db(), who.wolds, (ctx) => propose(ctx, id, typed(entry, version, { name: 'Mine now' }))),
			() => asPartner(db(), who.wolds, (ctx) => takeBack(ctx, id)),
			() => asPartner(db(), who.wolds, (ctx) => sayStillRight(ctx, id))
		])
			await expect(run()).rejects.toThrow(NotYours);
		expect((await asPartner(db(), who.wolds, listOwn)).map((row) => row.id)).not.toContain(id);
		// Also where the code would let it through: the database does not.
		const theirs = { id: newId(now), keptBy: testHub, serviceId: id, agencyId: who.wolds.agency, at: now.toISOString() };
		const insert = (state: string, agency: string) =>
			asPartner(db(), who.wolds, (ctx) =>
				ctx.db.q
					.execute(sql`insert into service_version (id, kept_by, service_id, agency_id, base, state, record, made_at, made_by, worker_id)
					values (${theirs.id}, ${testHub}, ${id}, ${agency}, 1, ${state}, '{}', ${theirs.at}, 'agency', ${who.wolds.id})`)
			);
		await expect(insert('waiting', who.wolds.agency)).rejects.toThrow();
		await expect(insert('waiting', who.harbour.agency)).rejects.toThrow();
		await asks(who.harbour, id, 'Pier House Two');
		const change = (actor: Partners['harbour'], state: string) =>
			asPartner(db(), actor, (ctx) => ctx.db.q.execute(sql`update service_version set state = ${state} where service_id = ${id}`));
		await expect(change(who.harbour, 'live')).rejects.toThrow();
		await change(who.wolds, 'taken_back');
		expect(await counted(db(), `select count(*) from service_version where service_id = '${id}' and state = 'waiting'`)).toBe(1);
		await expect(
			asPartner(db(), who.harbour, (ctx) => ctx.db.q.execute(sql`update service set name = 'Mine' where id = ${id}`))
		).rejects.toThrow();
		expect((await seen(db(), 'pier-house'))?.name).toBe('Pier House');
	});

	it('T22: one change waits at a time; a newer one takes its place, and one taken back takes the task with it', async () => {
		const id = await aService(db(), 13, { name: 'Tide Group' }, who.harbour.agency);
		await asks(who.harbour, id, 'Tide Group A');
		await asks(who.harbour, id, 'Tide Group B', later(1));
		expect(await tasksAbout(db(), id)).toHaveLength(1);
		const states = async () => (await asDesk(db(), who.jo, (ctx) => readDeskPage(ctx, id))).versions.map(({ state }) => state);
		expect(await states()).toEqual(['waiting', 'replaced']);
		const own = await asPartner(db(), who.harbour, (ctx) => readOwn(ctx, id));
		expect([own.form.name, own.waiting?.changes]).toEqual([
			'Tide Group B',
			[{ field: 'name', kind: 'text', old: 'Tide Group', now: 'Tide Group B' }]
		]);
		expect(keysOf(await asPartner(db(), who.harbour, (ctx) => sayStillRight(ctx, id)))).toEqual(['entries.error.waits']);
		await asPartner(db(), who.harbour, (ctx) => takeBack(ctx, id));
		await drain(db());
		expect(await states()).toEqual(['taken_back', 'replaced']);
		expect(await tasksAbout(db(), id)).toEqual([]);
		expect(keysOf(await asPartner(db(), who.harbour, (ctx) => takeBack(ctx, id)))).toEqual(['entries.error.decided']);
	});

	it('T22: sent back with a note, which the partner reads; the entry stays as it is', async () => {
		const id = await aService(db(), 14, { name: 'Ferry Line' }, who.wolds.agency);
		await asks(who.wolds, id, 'Ferry Line, the best');
		await decide(id, await waitingOf(id), 'back', 1, 'Please leave "the best" out.');
		expect((await seen(db(), 'ferry-line'))?.name).toBe('Ferry Line');
		expect((await asPartner(db(), who.wolds, listOwn)).find((row) => row.id === id)).toMatchObject({
			state: 'refused',
			note: 'Please leave "the best" out.'
		});
		expect((await asPartner(db(), who.wolds, (ctx) => readOwn(ctx, id))).sentBack?.note).toBe('Please leave "the best" out.');
		const same = await entryNow(db(), id);
		expect(keysOf(await asPartner(db(), who.wolds, (ctx) => propose(ctx, id, typed(same.entry, same.version))))).toEqual([
			'entries.error.nothing'
		]);
	});

	it('T22: who decides sees that the entry changed since, and nobody undoes unseen what another did', async () => {
		const id = await aService(db(), 15, { name: 'Dock Talk' }, who.harbour.agency);
		const opened = await asDesk(db(), who.jo, (ctx) => readEdit(ctx, id));
		const { entry } = await entryNow(db(), id);
		await asks(who.harbour, id, 'Dock Talk Plus');
		const waiting = await waitingOf(id);
		// Looking at it and agreeing with the service is no difference.
		await asDesk(db(), who.jo, (ctx) => markEntry(ctx, id, 'checked'), { at: later(1) });
		expect((await asDesk(db(), who.jo, (ctx) => readChange(ctx, id, waiting))).isOutdated).toBe(false);
		expect(keysOf(await asDesk(db(), who.jo, (ctx) => saveEntry(ctx, id, typed(entry, opened.base, { fees: 'Five pounds' }))))).toEqual([
			'entries.error.since'
		]);
		const again = await entryNow(db(), id);
		await asDesk(db(), who.jo, (ctx) =>
			saveEntry(ctx, id, typed(again.entry, again.version, { fees: 'Five pounds', agency: who.harbour.agency }))
		);
		const page = await asDesk(db(), who.jo, (ctx) => readChange(ctx, id, waiting));
		expect(page).toMatchObject({ isOutdated: true, since: [{ field: 'fees', old: '', now: 'Five pounds' }] });
		expect(page.changes.map(({ field }) => field)).toEqual(['name', 'fees']);
		expect(keysOf(await decide(id, waiting, 'agree', page.on - 1))).toEqual(['entries.error.since']);
		expect(await decide(id, waiting, 'agree', page.on)).toEqual({ go: `/console/directory/${id}` });
	});

	it('"still right": a job sets the day, without a change to agree; a partner no longer its owner sets none', async () => {
		const id = await aService(db(), 16, { name: 'Lock Keepers', assuredOn: '2025-01-01' }, who.harbour.agency);
		expect((await asPartner(db(), who.harbour, listOwn)).find((row) => row.id === id)).toMatchObject({ isStale: true });
		await asPartner(db(), who.harbour, (ctx) => sayStillRight(ctx, id));
		await drain(db());
		expect((await asPartner(db(), who.harbour, listOwn)).find((row) => row.id === id)).toMatchObject({ isStale: false, assuredOn: day });

		const other = await aService(db(), 17, { name: 'Weir Watch', assuredOn: '2025-01-01' }, who.harbour.agency);
		await asPartner(db(), who.harbour, (ctx) => sayStillRight(ctx, other));
		const { entry, version } = await entryNow(db(), other);
		await asDesk(db(), who.jo, (ctx) => saveEntry(ctx, other, typed(entry, version, { agency: who.wolds.agency })));
		await drain(db());
		expect((await entryNow(db(), other)).entry.assuredOn).toBe('2025-01-01');
	});

	it('feedback: many reports make one task, due in two working days, which leads to the entry and ends with them', async () => {
		const id = await aService(db(), 18, { name: 'Buoy Line' });
		await report(id, 'wrong_number');
		await report(id, 'wrong_number');
		await report(id, 'closed');
		expect(await tasksAbout(db(), id)).toEqual([{ kind: 'service_reported', dueOn: '2026-06-24', about: 'wrong_number', isUrgent: false }]);
		const page = await asDesk(db(), who.jo, (ctx) => readDeskPage(ctx, id));
		expect(page.reports).toEqual([
			{ kind: 'wrong_number', count: 2 },
			{ kind: 'closed', count: 1 }
		]);
		const due = await asDesk(db(), who.jo, (ctx) => listDue(ctx, { view: 'mine', enhanced: false }));
		expect(due.rows.find((row) => row.serviceId === id)).toMatchObject({ kind: 'service_reported', personId: null, caseId: null });
		await asDesk(db(), who.jo, (ctx) => settleEntryReports(ctx, id));
		expect(await tasksAbout(db(), id)).toEqual([]);
		expect(keysOf(await asDesk(db(), who.jo, (ctx) => settleEntryReports(ctx, id)))).toEqual(['entries.error.settled']);
		await report(id, 'no_answer');
		expect(await tasksAbout(db(), id)).toHaveLength(1);
	});

	it('T22: a click does not end the task of a change that waits', async () => {
		const id = await aService(db(), 19, { name: 'Groyne Group' }, who.harbour.agency);
		await asks(who.harbour, id, 'Groyne Group Two');
		const task = (await db().as(job, now, (tx) => openTasks(tx))).find(({ serviceId }) => serviceId === id);
		expect(keysOf(await asDesk(db(), who.jo, (ctx) => settleTask(ctx, task?.id ?? '')))).toEqual(['entries.task.decide']);
	});

	it('a new entry, hidden and shown again; the same name gets an address of its own', async () => {
		const blank = { name: 'Sluice Support', organisation: 'Sluice', areas: ['humberside'], needs: ['home'], base: 0 };
		const form = typed((await entryNow(db(), await aService(db(), 20, { name: 'Sluice Support' }))).entry, 0, blank);
		const out = await asDesk(db(), who.jo, (ctx) => addEntry(ctx, form));
		const id = 'go' in out ? (out.go.split('/').at(-1) ?? '') : '';
		expect(await seen(db(), 'sluice-support-2')).toMatchObject({ id, name: 'Sluice Support', checkedOn: day, assuredOn: null });
		await asDesk(db(), who.jo, (ctx) => showEntry(ctx, id, false));
		expect(await seen(db(), 'sluice-support-2')).toBeNull();
		const listed = async (query: string) =>
			(await asDesk(db(), who.jo, (ctx) => listDesk(ctx, new URLSearchParams(query)))).rows.map((row) => row.id);
		expect(await listed('f=hidden')).toEqual([id]);
		await asDesk(db(), who.jo, (ctx) => showEntry(ctx, id, true));
		expect(await listed('f=hidden')).toEqual([]);
		expect(await listed('q=SLUICE')).toHaveLength(2);
		expect(await listed("q=%25'%22")).toEqual([]);
		expect(await listed('f=unassured&q=sluice')).toEqual([id]);
	});

	it("another hub's worker reads, changes and decides nothing of ours", async () => {
		const id = await aService(db(), 21, { name: 'Jetty' });
		const { entry, version } = await entryNow(db(), id);
		const there = { hub: otherHub };
		for (const run of [
			() => asDesk(db(), who.jo, (ctx) => readDeskPage(ctx, id), there),
			() => asDesk(db(), who.jo, (ctx) => saveEntry(ctx, id, typed(entry, version, { name: 'Theirs' })), there),
			() => asDesk(db(), who.jo, (ctx) => markEntry(ctx, id, 'assured'), there),
			() => asDesk(db(), who.jo, (ctx) => settleEntryReports(ctx, id), there)
		])
			await expect(run()).rejects.toThrow(NotYours);
		expect((await seen(db(), 'jetty'))?.name).toBe('Jetty');
	});

	it('lists fifty at a time, by name, and each once', async () => {
		for (let n = 0; n < 60; n++) await aService(db(), 100 + n, { name: `Harbourmaster ${String(n).padStart(2, '0')}` });
		const first = await asDesk(db(), who.jo, (ctx) => listDesk(ctx, new URLSearchParams('q=harbourmaster')));
		expect([first.rows.length, first.next?.name]).toEqual([50, 'Harbourmaster 49']);
		const second = await asDesk(db(), who.jo, (ctx) =>
			listDesk(ctx, new URLSearchParams({ q: 'harbourmaster', after: first.next?.name ?? '', id: first.next?.id ?? '' }))
		);
		expect([second.rows.length, second.next]).toEqual([10, null]);
	});

	it('feedback: whoever presses it at every entry does not push tasks about people off the list', async () => {
		for (let n = 0; n < 25; n++) await report(await aService(db(), 200 + n, { name: `Reef ${n}` }), 'closed');
		const open = (await db().as(job, now, (tx) => openTasks(tx))).filter(({ kind }) => kind === 'service_reported');
		expect(open).toHaveLength(20);
		const { rows } = await asDesk(db(), who.jo, (ctx) => listDesk(ctx, new URLSearchParams('f=reported&q=reef')));
		expect(rows).toHaveLength(25);
	});
});
