import { beforeAll, describe, expect, it } from 'vitest';
import { searchForm } from '#features/cases/console-schema.ts';
import { findCases } from '#features/cases/server/find-case.ts';
import { readUpdate } from '#features/cases/server/read-update.ts';
import { keepReferenceAsTheirs, readUnlink, unlinkReference } from '#features/cases/server/unlink-reference.ts';
import { newId } from '#server/db/keyring.ts';
import { addHidden } from '#server/db/queries/own.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import type { AccountId, PersonId } from '#shared/ids.ts';
import { onOneEngine, testHub } from '../database/open.ts';
import { anEvent, asPerson, now } from './a-case.ts';
import { aDesk, added, asWorker, logOf, outbox, pageOf } from './console-desk.ts';

onOneEngine('a wrong link', (db) => {
	let agency = '';
	let jo = '';
	beforeAll(async () => {
		({ agency, jo } = await aDesk(db()));
	});

	describe('S-26 the drill for a wrong link', () => {
		async function linked(name: string, ref: string) {
			const caseId = await added(db(), jo, { name, 'ref-1': ref, 'agency-1': agency });
			await added(db(), jo, { name: `${name} too`, 'ref-1': ref, 'agency-1': agency, same: `join:${caseId}` });
			const page = await pageOf(db(), jo, caseId);
			const reference = page.references[0]?.id ?? '';
			const event = await anEvent(db(), caseId, 'charged', '2026-06-01', { referenceId: reference });
			await anEvent(db(), caseId, 'officer_allocated', '2026-05-20');
			return { caseId, reference, event, people: page.people.map(({ id }) => id) };
		}
		const flag = (caseId: string, personId: string, what: { eventId?: string; referenceId?: string }) =>
			db().as({ kind: 'person', account: newId<AccountId>(now), id: personId as PersonId, hub: testHub }, now, async (tx) => {
				await addHidden(tx, { id: newId(now), hubId: testHub, caseId, personId, eventId: null, referenceId: null, at: now, ...what });
				await addTask(tx, {
					id: newId(now),
					hubId: testHub,
					caseId,
					personId,
					kind: 'not_about_me',
					isUrgent: true,
					dueOn: '2026-06-22',
					madeAt: now
				});
			});
		const seenBy = async (personId: string, caseId: string) =>
			(await asPerson(db(), personId, (ctx) => readUpdate(ctx, caseId))).view.timeline.map(({ title }) => title.key);

		it('P13 lists who could see what, and hides it from everyone at once', async () => {
			const { caseId, reference, event, people } = await linked('Wrong', 'WR 1');
			await flag(caseId, people[0] ?? '', { eventId: event });
			const [open] = (await pageOf(db(), jo, caseId)).flags;
			const drill = await asWorker(db(), jo, (ctx) => readUnlink(ctx, caseId, open?.id ?? '', 'task.not_about_me'));
			expect(drill).toMatchObject({ isSettled: false, flags: [{ what: 'event' }] });
			expect(drill.people.toSorted()).toEqual(['Wrong', 'Wrong too']);
			expect(drill.seen).toMatchObject([{ id: event, pages: drill.people.map((name) => ({ name })), toldTo: [] }]);
			expect(await seenBy(people[1] ?? '', caseId)).toContain('stages.event.charged.title');

			const out = await asWorker(db(), jo, (ctx) => unlinkReference(ctx, caseId, open?.id ?? ''), 'reference.unlinked');
			expect(out).toEqual({ go: `/console/cases/${caseId}/unlink/${reference}` });
			expect((await logOf(db())).map(({ action }) => action)).toEqual(['reference.unlinked', 'breach.opened', 'task.made', 'task.done']);
			for (const person of people) expect(await seenBy(person, caseId)).toEqual(['stages.event.officer_allocated.title']);
			const page = await pageOf(db(), jo, caseId);
			expect(page.lines.map(({ title }) => title.key)).toEqual(['stages.event.officer_allocated.title']);
			expect(page).toMatchObject({ flags: [], tasks: [{ kind: 'breach_open', isUrgent: true }] });
			expect((await outbox(db(), 'reference.unlinked')).at(-1)?.payload).toEqual({ case: caseId, reference });
			expect((await asWorker(db(), jo, (ctx) => findCases(ctx, searchForm.parse({ reference: 'WR1' })), 'case.found')).cases).toEqual([]);
			const after = await asWorker(db(), jo, (ctx) => readUnlink(ctx, caseId, reference, 'check'));
			expect(after).toMatchObject({ isSettled: true, seen: [{ id: event }] });
		});

		it('settles it as theirs after all', async () => {
			const { caseId, reference, people } = await linked('Right', 'RI 1');
			await flag(caseId, people[0] ?? '', { referenceId: reference });
			const [open] = (await pageOf(db(), jo, caseId)).flags;
			expect(await seenBy(people[0] ?? '', caseId)).not.toContain('stages.event.charged.title');
			await asWorker(db(), jo, (ctx) => keepReferenceAsTheirs(ctx, caseId, open?.id ?? ''), 'task.done');
			expect(await seenBy(people[0] ?? '', caseId)).toContain('stages.event.charged.title');
			expect(await pageOf(db(), jo, caseId)).toMatchObject({ flags: [], tasks: [], references: [{ detachedAt: null }] });
		});
	});
});
