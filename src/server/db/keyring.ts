import { and, desc, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { HubId } from '#shared/ids.ts';
import { blindIndex } from '../crypto/blind-index.ts';
import { newDataKey, unwrapDataKey } from '../crypto/data-key.ts';
import { Unreadable } from '../crypto/fault.ts';
import type { KeyProvider } from '../crypto/key-provider.ts';
import { open, seal, type DataKey } from '../crypto/seal.ts';
import type { Transaction } from './client.ts';
import { dataKey } from './schema/people.ts';

/** Whose key seals a value: a case's, a person's, the hub's own, or that of its feeds' rows not yet attached. */
export type Scope = { kind: 'case' | 'person'; id: string } | { kind: 'hub' | 'feed' };
type Field = { table: string; column: string; row: string };

/** Sealing and opening inside one transaction. Values go in and out of the database only through here. */
export type Keyring = {
	/** A new key for a case or person about to be stored. */
	make(scope: Scope): Promise<void>;
	/** Fetches the keys of many at once, so that a list costs one query. */
	fetch(kind: 'case' | 'person', ids: readonly string[]): Promise<void>;
	seal(scope: Scope, field: Field, text: string): Promise<Buffer>;
	/** @returns null when the value cannot be read: shown as unavailable, never saved over. */
	open(scope: Scope, field: Field, sealed: Buffer): Promise<string | null>;
	/** For exact search: the same value in the same hub and column always gives the same 32 bytes. */
	index(column: string, normalised: string): Buffer;
};

const limit = 20_000;
/** Unwrapped keys of this process by scope, so that a page does not ask for the same row each time. Row security has already decided who gets here. */
const known = new Map<string, DataKey>();

function remember(name: string, key: DataKey) {
	if (known.size >= limit) known.delete(known.keys().next().value ?? '');
	known.set(name, key);
}

/** Forgets every unwrapped key: after keys were changed, and between test databases. */
export const forgetKeys = (): void => known.clear();

export function keyring(tx: Transaction, provider: KeyProvider, hub: HubId, now: Date): Keyring {
	const subjectOf = (scope: Scope) => ('id' in scope ? scope.id : hub);
	const nameOf = (scope: Scope) => `${scope.kind}:${subjectOf(scope)}`;
	const fromRow = (row: typeof dataKey.$inferSelect) =>
		unwrapDataKey(provider, { id: row.id, scope: `${row.kind}:${row.subject}`, wrapped: row.wrapped });

	async function load(kind: Scope['kind'], subjects: readonly string[]) {
		const rows = await tx
			.select()
			.from(dataKey)
			.where(and(eq(dataKey.hubId, hub), eq(dataKey.kind, kind), inArray(dataKey.subject, [...subjects])))
			.orderBy(desc(dataKey.version));
		for (const row of rows.reverse()) remember(`${row.kind}:${row.subject}`, fromRow(row));
	}
	async function keyFor(scope: Scope): Promise<DataKey> {
		if (!known.has(nameOf(scope))) await load(scope.kind, [subjectOf(scope)]);
		const key = known.get(nameOf(scope));
		if (!key) throw new Unreadable();
		return key;
	}
	return {
		async make(scope) {
			const made = newDataKey(provider, nameOf(scope));
			const row = {
				id: made.id,
				hubId: hub,
				kind: scope.kind,
				subject: subjectOf(scope),
				version: 1,
				wrapped: made.wrapped,
				kekId: made.kekId,
				madeAt: now
			};
			await tx.insert(dataKey).values(row);
		},
		async fetch(kind, ids) {
			const missing = ids.filter((id) => !known.has(`${kind}:${id}`));
			if (missing.length) await load(kind, missing);
		},
		seal: async (scope, field, text) => seal(await keyFor(scope), { hub, ...field }, text),
		async open(scope, field, sealed) {
			try {
				return open(await keyFor(scope), { hub, ...field }, sealed);
			} catch (e) {
				if (e instanceof Unreadable) return null;
				throw e;
			}
		},
		index: (column, normalised) => blindIndex(provider, { hub, column }, normalised)
	};
}

/** A new id, ordered by time: for rows, never as a secret. */
export const newId = <Id extends string = string>(now: Date): Id => v7({ msecs: now.getTime() }) as Id;
