import { bigint, boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
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
	/** After so many minutes without a page its sessions end; a person chooses 5, 10, 15 or 30 (accounts §2.1). */
	idleMinutes: integer('idle_minutes').notNull().default(15),
	madeAt: instant('made_at').notNull(),
	disabledAt: instant('disabled_at')
});

export const clients = ['phone', 'tablet', 'computer', 'unknown'] as const;

export const session = pgTable(
	'session',
	{
		/** SHA-256 of the token in the cookie: presenting what stands here opens nothing. */
		id: text('id').primaryKey(),
		accountId: uuid('account_id')
			.notNull()
			.references(() => account.id, { onDelete: 'cascade' }),
		expiresAt: instant('expires_at').notNull(),
		absoluteExpiresAt: instant('absolute_expires_at').notNull(),
		madeAt: instant('made_at').notNull(),
		/** When its owner was last proved by a password, a code or a passkey: what step-up looks at. */
		authAt: instant('auth_at').notNull(),
		/** True once the second factor was shown, or when the account needs none. */
		complete: boolean('complete').notNull(),
		/** Coarse on purpose (S-30): enough to know one's own, not enough to follow anyone. */
		client: text('client', { enum: clients }).notNull().default('unknown'),
		seenAt: instant('seen_at'),
		/** The passkey that opened it: it ends with that passkey. */
		factorId: uuid('factor_id'),
		/** "Hide now": nothing is shown until its owner is proved again (P24). */
		hiddenAt: instant('hidden_at')
	},
	(t) => [index().on(t.accountId)]
);

export const factor = pgTable(
	'factor',
	{
		id: uuid('id').primaryKey(),
		accountId: uuid('account_id')
			.notNull()
			.references(() => account.id, { onDelete: 'cascade' }),
		kind: text('kind', { enum: ['totp', 'passkey'] }).notNull(),
		/** The secret of an authenticator app; a passkey has none here. */
		secretSealed: bytes('secret_sealed'),
		lastStep: integer('last_step'),
		/** What a passkey is called by the browser, and its public half. */
		credentialId: bytes('credential_id').unique(),
		publicKey: bytes('public_key'),
		counter: bigint('counter', { mode: 'number' }),
		transports: text('transports').array(),
		isBackedUp: boolean('is_backed_up'),
		/** The name its owner wrote; never what a device calls itself. */
		labelSealed: bytes('label_sealed'),
		lastUsedAt: instant('last_used_at'),
		madeAt: instant('made_at').notNull(),
		confirmedAt: instant('confirmed_at')
	},
	(t) => [index().on(t.accountId)]
);

/** A question put to a passkey: random, answered once, soon over (ASVS 6.7.2). */
export const challenge = pgTable('challenge', {
	id: uuid('id').primaryKey(),
	purpose: text('purpose', { enum: ['sign_in', 'add', 'again'] }).notNull(),
	accountId: uuid('account_id'),
	value: bytes('value').notNull(),
	expiresAt: instant('expires_at').notNull()
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
