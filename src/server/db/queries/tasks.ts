import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { task } from '../schema/cases.ts';
import type { taskKinds } from '../schema/task-kinds.ts';

export type TaskRow = typeof task.$inferSelect;
export type TaskKind = (typeof taskKinds)[number];

/** Stores a task for the hub. A person may make one about her own case; she cannot give it to anyone. */
export const addTask = async (db: Tx, row: typeof task.$inferInsert): Promise<void> => void (await db.q.insert(task).values(row));

/** What the hub has still to do, the earliest due first; at most 1,000. */
export function openTasks(db: Tx): Promise<TaskRow[]> {
	return db.q
		.select()
		.from(task)
		.where(and(eq(task.hubId, db.hub), isNull(task.doneAt)))
		.orderBy(desc(task.isUrgent), asc(task.dueOn), asc(task.id))
		.limit(1000);
}

/** Tasks of one case, open and done, newest first. */
export function tasksOfCase(db: Tx, caseId: string): Promise<TaskRow[]> {
	return db.q
		.select()
		.from(task)
		.where(and(eq(task.hubId, db.hub), eq(task.caseId, caseId)))
		.orderBy(desc(task.madeAt))
		.limit(200);
}

/** Settles one open task. @returns whether it was still open. */
export async function settleTask(db: Tx, id: string, workerId: string): Promise<boolean> {
	const rows = await db.q
		.update(task)
		.set({ doneAt: db.now, doneBy: workerId })
		.where(and(eq(task.hubId, db.hub), eq(task.id, id), isNull(task.doneAt)))
		.returning({ id: task.id });
	return rows.length === 1;
}

/** Whose tasks: a person's, or those about one thing. */
type Whose = { personId?: string; about?: string };
const areOf = ({ personId, about }: Whose) => [
	...(personId ? [eq(task.personId, personId)] : []),
	...(about ? [eq(task.about, about)] : [])
];

/** Whether a task of this kind is open in this hub: about this person, about that (a code or an id), or both. */
export async function hasOpenTask(db: Tx, kind: TaskKind, whose: Whose): Promise<boolean> {
	const rows = await db.q
		.select({ id: task.id })
		.from(task)
		.where(and(eq(task.hubId, db.hub), eq(task.kind, kind), isNull(task.doneAt), ...areOf(whose)))
		.limit(1);
	return rows.length === 1;
}

/** Settles every open task of one kind of a person, or about one thing, in this hub. @returns how many */
export async function settleOpenTasks(db: Tx, kind: TaskKind, whose: Whose, by: string): Promise<number> {
	const rows = await db.q
		.update(task)
		.set({ doneAt: db.now, doneBy: by })
		.where(and(eq(task.hubId, db.hub), eq(task.kind, kind), isNull(task.doneAt), ...areOf(whose)))
		.returning({ id: task.id });
	return rows.length;
}

/** Ends every open task of these kinds about one thing, for the jobs: what it asked for is not wanted any more, and no worker did it. @returns how many */
export async function endTasksAbout(db: Tx, about: string, kinds: readonly TaskKind[]): Promise<number> {
	const rows = await db.q
		.update(task)
		.set({ doneAt: db.now })
		.where(and(eq(task.hubId, db.hub), eq(task.about, about), inArray(task.kind, [...kinds]), isNull(task.doneAt)))
		.returning({ id: task.id });
	return rows.length;
}

/** What is still to do about one thing, of these kinds, the earliest due first. */
export function openTasksAbout(db: Tx, about: string, kinds: readonly TaskKind[]): Promise<Pick<TaskRow, 'id' | 'kind' | 'dueOn'>[]> {
	return db.q
		.select({ id: task.id, kind: task.kind, dueOn: task.dueOn })
		.from(task)
		.where(and(eq(task.hubId, db.hub), eq(task.about, about), inArray(task.kind, [...kinds]), isNull(task.doneAt)))
		.orderBy(asc(task.dueOn), asc(task.kind), asc(task.id));
}
