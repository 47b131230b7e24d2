import { beforeAll, expect, it } from 'vitest';
import { readUnlink, unlinkReference } from '#features/cases/server/unlink-reference.ts';
import { settleTask } from '#features/cases/server/settle-task.ts';
import { dueToForget, type CaseFacts } from '#features/keeping/domain/verdict.ts';
import { rulesOf } from '#features/keeping/domain/retention.ts';
import { readCaseKept } from '#features/keeping/server/hold.ts';
import { decideWrongLink, listWrongLinks, readWrongLink } from '#features/keeping/server/wrong-links.ts';
import { runNight } from '#features/keeping/server/run-night.ts';
import { newId } from '#server/db/keyring.ts';
import { addHidden } from '#server/db/queries/own.ts';
import { addPreference } from '#server/db/queries/people.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { NotYours } from '#shared/faults.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { aDesk, aMatter, anEvent, asWorker, aTry, now, type Desk } from './at-the-desk.ts';
import { asHelen, aReferenceTo, dumpOf, logOf } from './keeping-desk.ts';
import { asPerson } from './a-case.ts';

const minutes = (n: number) => new Date(now.getTime() + n * 60_000);

onOneEngine('the record of a wrong link', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});
	const list = () => asWorker(db(), desk.jo, listWrongLinks);
	const tasks = async (kind: string) => (await asWorker(db(), desk.jo, (ctx) => openTasks(ctx.db))).filter((task) => task.kind === kind);

	it('S-26 P13 the whole drill: flagged, undone within a minute, with who could see what since when, and 72 hours from the flag', async () => {
		const { caseId, personId, ways } = await aMatter(db(), { name: 'Wrong Reader' });
		const reference = await aReferenceTo(db(), caseId, desk.police, 'WL 7001');
		const eventId = await anEvent(db(), desk, { caseId, kind: 'charged', referenceId: reference }, minutes(1));
		await anEvent(db(), desk, { caseId, kind: 'officer_allocated' }, minutes(2));
		await aTry(db(), desk.jo, { caseId, eventId, personId, way: ways[0] ?? '' }, minutes(3));
		const flag = newId(minutes(30));
		await asPerson(
			db(),
			personId,
			(ctx) => addHidden(ctx.db, { id: flag, hubId: testHub, caseId, personId, eventId: null, referenceId: reference, at: minutes(30) }),
			minutes(30)
		);

		const before = await asWorker(db(), desk.jo, (ctx) => readUnlink(ctx, caseId, flag, 'check'), minutes(60));
		expect(before.isSettled).toBe(false);
		await asWorker(db(), desk.jo, (ctx) => unlinkReference(ctx, caseId, flag), new Date(minutes(60).getTime() + 59_000));
		const [row] = await list();
		expect(row).toEqual({
			id: row?.id,
			knownAt: minutes(30).toISOString(),
			openedAt: new Date(minutes(60).getTime() + 59_000).toISOString(),
			decideBy: new Date(minutes(30).getTime() + 72 * 3_600_000).toISOString(),
			decision: 'open',
			decidedAt: null
		});
		const page = await asWorker(db(), desk.jo, (ctx) => readWrongLink(ctx, row?.id ?? ''), minutes(62));
		expect(page.seen).toMatchObject([
			{
				id: eventId,
				title: { key: 'stages.event.charged.title' },
				pages: [{ name: 'Wrong Reader', since: minutes(1).toISOString() }],
				toldTo: ['Wrong Reader']
			}
		]);
		expect(await tasks('breach_open')).toMatchObject([{ caseId, dueOn: '2026-06-05', isUrgent: true, about: row?.id }]);
		expect((await logOf(db())).map(({ action }) => action)).toEqual(expect.arrayContaining(['breach.opened', 'task.made']));
		expect(await dumpOf(db())).not.toContain(Buffer.from('stages.event.charged').toString('hex'));
	});

	it('holds who could see it as it was then, whatever changes afterwards', async () => {
		const { caseId, personId } = await aMatter(db(), { name: 'Changed Mind' });
		const reference = await aReferenceTo(db(), caseId, desk.police, 'WL 7002');
		await anEvent(db(), desk, { caseId, kind: 'not_charged', referenceId: reference });
		await anEvent(db(), desk, { caseId, kind: 'suspect_interviewed', referenceId: reference });
		await asWorker(db(), desk.jo, (ctx) => unlinkReference(ctx, caseId, reference));
		const id = (await list()).find((one) => one.knownAt === now.toISOString())?.id ?? '';
		const seen = async () => (await asWorker(db(), desk.jo, (ctx) => readWrongLink(ctx, id))).seen;
		const then = await seen();
		expect(then).toHaveLength(1);
		await db().as(job, now, (tx) => {
			const said = { mayContact: 'yes', voicemail: 'none', sayWho: false, hardNews: 'read_here', changedSince: false } as const;
			return addPreference(tx, { id: newId(now), hubId: testHub, personId, version: 2, ...said, confirmedAt: now, madeAt: now });
		});
		expect((await asWorker(db(), desk.jo, (ctx) => readUnlink(ctx, caseId, reference, 'check'))).seen).toHaveLength(2);
		expect(await seen()).toEqual(then);
	});

	it('is not opened where nothing had been seen, nor twice where it is pressed twice', async () => {
		const { caseId } = await aMatter(db());
		const reference = await aReferenceTo(db(), caseId, desk.police, 'WL 7003');
		const before = (await list()).length;
		await asWorker(db(), desk.jo, (ctx) => unlinkReference(ctx, caseId, reference));
		expect(await list()).toHaveLength(before);
		const again = await aReferenceTo(db(), caseId, desk.police, 'WL 7004');
		await anEvent(db(), desk, { caseId, kind: 'charged', referenceId: again });
		await asWorker(db(), desk.jo, (ctx) => unlinkReference(ctx, caseId, again));
		await asWorker(db(), desk.jo, (ctx) => unlinkReference(ctx, caseId, again));
		expect(await list()).toHaveLength(before + 1);
	});

	it('is opened for a whole case that somebody says is not theirs', async () => {
		const { caseId, personId } = await aMatter(db(), { name: 'Not Mine' });
		await anEvent(db(), desk, { caseId, kind: 'charged' });
		const flag = newId(now);
		await asPerson(db(), personId, (ctx) =>
			addHidden(ctx.db, { id: flag, hubId: testHub, caseId, personId, eventId: null, referenceId: null, at: minutes(5) })
		);
		const before = (await list()).length;
		await asWorker(db(), desk.jo, (ctx) => unlinkReference(ctx, caseId, flag), minutes(9));
		expect(await list()).toHaveLength(before + 1);
	});

	it('is decided by a supervisor, once, with a note; until then nothing of the case is forgotten', async () => {
		const { caseId } = await aMatter(db());
		const reference = await aReferenceTo(db(), caseId, desk.police, 'WL 7005');
		await anEvent(db(), desk, { caseId, kind: 'charged', referenceId: reference });
		await asWorker(db(), desk.jo, (ctx) => unlinkReference(ctx, caseId, reference), minutes(11));
		const id = (await list()).find((one) => one.knownAt === minutes(11).toISOString())?.id ?? '';
		const [task] = (await tasks('breach_open')).filter((one) => one.about === id);
		expect(await asWorker(db(), desk.jo, (ctx) => settleTask(ctx, task?.id ?? ''))).toEqual({
			refused: [{ field: 'form', key: 'keeping.task.decide' }]
		});
		await runNight(db(), testHub, new Date('2027-06-01T04:00:00Z'));
		expect(await asWorker(db(), desk.jo, (ctx) => readCaseKept(ctx, caseId))).toMatchObject({
			forgottenOn: null,
			kept: { waits: 'wrong_link' }
		});
		const settle = (decision: 'reported' | 'not_reportable', note: string) =>
			asHelen(db(), desk, (ctx) => decideWrongLink(ctx, id, { decision, note }), minutes(20), 'breach.decided');
		expect(await settle('reported', 'Sent, number 17')).toEqual({ go: `/console/breaches/${id}` });
		await settle('not_reportable', 'no');
		expect(await asWorker(db(), desk.jo, (ctx) => readWrongLink(ctx, id))).toMatchObject({ decision: 'reported', note: 'Sent, number 17' });
		expect((await tasks('breach_open')).filter((one) => one.about === id)).toEqual([]);
		expect(await dumpOf(db())).not.toContain('number 17');
		await expect(asWorker(db(), desk.jo, (ctx) => readWrongLink(ctx, newId(now)))).rejects.toThrow(NotYours);
		const facts: Partial<CaseFacts> = { madeOn: '2026-05-05', wrongLinkOn: '2026-06-02', members: [] };
		expect(dueToForget({ ...(facts as CaseFacts) }, rulesOf([]), false, new Date('2032-06-01T12:00:00Z'))).toBe(false);
	});
});
