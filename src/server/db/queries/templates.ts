import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { replyTemplate, replyVersion } from '../schema/messages.ts';

const columns = {
	id: replyTemplate.id,
	retiredAt: replyTemplate.retiredAt,
	version: replyVersion.version,
	name: replyVersion.name,
	topic: replyVersion.topic,
	texts: replyVersion.texts,
	checked: replyVersion.checked,
	madeBy: replyVersion.madeBy,
	madeAt: replyVersion.madeAt
};
export type TemplateRow = Pick<typeof replyTemplate.$inferSelect, 'id' | 'retiredAt'> &
	Pick<typeof replyVersion.$inferSelect, 'version' | 'name' | 'topic' | 'texts' | 'checked' | 'madeBy' | 'madeAt'>;

/** Begins a template. Sent twice is once. @returns whether it is new. */
export async function addTemplate(db: Tx, row: typeof replyTemplate.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(replyTemplate).values(row).onConflictDoNothing().returning({ id: replyTemplate.id });
	return rows.length === 1;
}

/** Adds a version. @returns false where that number is taken: somebody saved meanwhile. */
export async function addTemplateVersion(db: Tx, row: typeof replyVersion.$inferInsert): Promise<boolean> {
	const rows = await db.q
		.insert(replyVersion)
		.values(row)
		.onConflictDoNothing({ target: [replyVersion.templateId, replyVersion.version] })
		.returning({ id: replyVersion.id });
	return rows.length === 1;
}

/** Every template of this hub as it says now, those in use first, by name; at most 200. */
export function templatesOfHub(db: Tx): Promise<TemplateRow[]> {
	const newest = sql`(select max(v.version) from reply_version v where v.hub_id = ${replyTemplate.hubId} and v.reply_template_id = ${replyTemplate.id})`;
	return db.q
		.select(columns)
		.from(replyTemplate)
		.innerJoin(
			replyVersion,
			and(eq(replyVersion.hubId, replyTemplate.hubId), eq(replyVersion.templateId, replyTemplate.id), eq(replyVersion.version, newest))
		)
		.where(eq(replyTemplate.hubId, db.hub))
		.orderBy(desc(isNull(replyTemplate.retiredAt)), replyVersion.name, replyTemplate.id)
		.limit(200);
}

/** Every version of one template of this hub, newest first. */
export function versionsOf(db: Tx, templateId: string): Promise<TemplateRow[]> {
	return db.q
		.select(columns)
		.from(replyTemplate)
		.innerJoin(replyVersion, and(eq(replyVersion.hubId, replyTemplate.hubId), eq(replyVersion.templateId, replyTemplate.id)))
		.where(and(eq(replyTemplate.hubId, db.hub), eq(replyTemplate.id, templateId)))
		.orderBy(desc(replyVersion.version));
}

/** Takes a template out of use; what it said can still be read. @returns whether it was in use. */
export async function retireTemplate(db: Tx, templateId: string): Promise<boolean> {
	const rows = await db.q
		.update(replyTemplate)
		.set({ retiredAt: db.now })
		.where(and(eq(replyTemplate.hubId, db.hub), eq(replyTemplate.id, templateId), isNull(replyTemplate.retiredAt)))
		.returning({ id: replyTemplate.id });
	return rows.length === 1;
}
