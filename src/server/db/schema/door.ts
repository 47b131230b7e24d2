import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, hubId, instant } from './columns.ts';

/** What the door alone may touch: who can sign in, and how often somebody tried. */
export const account = pgTable('account', {
	id: uuid('id').primaryKey(),
	hubId: hubId(),
	kind: text('kind', { enum: ['person', 'worker', 'agency'] }).notNull(),
	/** The person's or the worker's id. */
	subject: uuid('subject').notNull(),
	roles: text('roles').array().notNull(),
	agencyId: uuid('agency_id'),
	lang: text('lang').notNull(),
	signInIndex: bytes('sign_in_index').notNull().unique(),
	signInSealed: bytes('sign_in_sealed').notNull(),
	password: text('password').notNull(),
	madeAt: instant('made_at').notNull(),
	disabledAt: instant('disabled_at')
});

export const session = pgTable('session', {
	/** SHA-256 of the token in the cookie: presenting what stands here opens nothing. */
	id: text('id').primaryKey(),
	accountId: uuid('account_id')
		.notNull()
		.references(() => account.id, { onDelete: 'cascade' }),
	expiresAt: instant('expires_at').notNull(),
	absoluteExpiresAt: instant('absolute_expires_at').notNull(),
	madeAt: instant('made_at').notNull(),
	authAt: instant('auth_at').notNull(),
	/** True once the second factor was shown, or when the account needs none. */
	complete: boolean('complete').notNull()
});

export const factor = pgTable('factor', {
	id: uuid('id').primaryKey(),
	accountId: uuid('account_id')
		.notNull()
		.references(() => account.id, { onDelete: 'cascade' }),
	kind: text('kind', { enum: ['totp'] }).notNull(),
	secretSealed: bytes('secret_sealed').notNull(),
	lastStep: integer('last_step'),
	madeAt: instant('made_at').notNull(),
	confirmedAt: instant('confirmed_at')
});

export const throttle = pgTable('throttle', {
	key: bytes('key').primaryKey(),
	failures: integer('failures').notNull(),
	lastAt: instant('last_at').notNull()
});

export const invitation = pgTable('invitation', {
	id: uuid('id').primaryKey(),
	hubId: hubId(),
	kind: text('kind', { enum: ['person', 'worker', 'agency'] }).notNull(),
	subject: uuid('subject').notNull(),
	roles: text('roles').array().notNull(),
	agencyId: uuid('agency_id'),
	lang: text('lang').notNull(),
	codeHash: bytes('code_hash').notNull().unique(),
	wordHash: bytes('word_hash').notNull(),
	tries: integer('tries').notNull(),
	madeAt: instant('made_at').notNull(),
	madeBy: uuid('made_by'),
	expiresAt: instant('expires_at').notNull(),
	usedAt: instant('used_at'),
	stoppedAt: instant('stopped_at')
});
