import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, hubId, instant } from './columns.ts';

/** What rooms tell each other. Written in the change's transaction by a function; read by the jobs only. */
export const outbox = pgTable('outbox', {
	id: uuid('id').primaryKey(),
	hubId: hubId(),
	kind: text('kind').notNull(),
	payload: jsonb('payload').$type<Record<string, string>>().notNull(),
	at: instant('at').notNull()
});

export const outboxDone = pgTable('outbox_done', {
	outboxId: uuid('outbox_id').primaryKey(),
	hubId: hubId(),
	tries: integer('tries').notNull(),
	doneAt: instant('done_at'),
	nextAt: instant('next_at'),
	fault: text('fault')
});

export const auditHead = pgTable('audit_head', {
	chain: text('chain').primaryKey(),
	seq: bigint('seq', { mode: 'number' }).notNull(),
	hash: bytes('hash').notNull()
});

export const auditEvent = pgTable(
	'audit_event',
	{
		chain: text('chain').notNull(),
		seq: bigint('seq', { mode: 'number' }).notNull(),
		at: instant('at').notNull(),
		actorKind: text('actor_kind').notNull(),
		actorId: uuid('actor_id'),
		action: text('action').notNull(),
		caseId: uuid('case_id'),
		personId: uuid('person_id'),
		objectId: text('object_id'),
		reason: text('reason'),
		requestId: text('request_id').notNull(),
		prevHash: bytes('prev_hash').notNull(),
		hash: bytes('hash').notNull(),
		/** As what the actor acted: the person is told the role, never a name (Pr4). */
		actorRole: text('actor_role'),
		/** Words that belong to the row, sealed with the key of the case or person it is about; the hash is over the sealed bytes, so shredding breaks no chain. */
		detailSealed: bytes('detail_sealed')
	},
	(t) => [primaryKey({ columns: [t.chain, t.seq] }), index().on(t.personId, t.at), index().on(t.caseId, t.at)]
);

/** Facts about this database itself, such as when the demo was seeded. */
export const meta = pgTable('meta', { key: text('key').primaryKey(), value: text('value').notNull() });
