import { and, asc, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { HubId } from '#shared/ids.ts';
import { blindIndex } from '../crypto/blind-index.ts';
import { newDataKey, unwrapDataKey } from '../crypto/data-key.ts';
import { Unreadable } from '../crypto/fault.ts';
import type { KeyProvider } from '../crypto/key-provider.ts';
import { keyIdOf, open, seal, type DataKey } from '../crypto/seal.ts';
import type { Transaction } from './client.ts';
import { memoryOf, type Held } from './key-memory.ts';
import { dataKey } from './schema/people.ts';

export { forgetKeys } from './key-memory.ts';

/** Whose key seals a value: a case's, a person's, one request's to an agency, the hub's own, or that of its feeds' rows not yet attached. */
export type Scope = { kind: 'case' | 'person' | 'referral'; id: string } | { kind: 'hub' | 'feed' };
type Field = { table: string; column: string; row: string };

/** Sealing and opening inside one transaction. Values go in and out of the database only through here. */
export type Keyring = {
	/** A new key for a case or person about to be stored. */
	make(scope: Scope): Promise<void>;
	/** Fetches the keys of many at once, so that a list costs one query. */
	fetch(kind: 'case' | 'person' | 'referral', ids: readonly string[]): Promise<void>;
	/** Seals with the newest version of the scope's key. @throws Unreadable when there is none: what cannot be sealed is not kept. */
	seal(scope: Scope, field: Field, text: string): Promise<Buffer>;
	/** Opens with the version that the value names. @returns null when the value cannot be read: shown as unavailable, never saved over. */
	open(scope: Scope, field: Field, sealed: Buffer): Promise<string | null>;
	/** For exact search: the same value in the same hub and column always gives the same 32 bytes. */
	index(column: string, normalised: string): Buffer;
	/** Forgets a scope's open keys in this process at once, and keeps a request that is under way from bringing them back: after its rows were changed or deleted. */
	forget(scope: Scope): void;
};

/** The name of a scope, as it is bound to its wrapped keys. */
export const scopeName = (kind: Scope['kind'], subject: string): string => `${kind}:${subject}`;
/** Whose id stands in `data_key.subject`: the case's or the person's, or the hub's for what is the hub's own. */
export const subjectOf = (scope: Scope, hub: HubId): string => ('id' in scope ? scope.id : hub);

/** Opens the rows of one scope, oldest version first. A row that was changed or moved opens nothing, and does not keep the others from opening. */
function opened(provider: KeyProvider, rows: readonly (typeof dataKey.$inferSelect)[]): Held {
	const byId = new Map<string, DataKey>();
	let newest: DataKey | null = null;
	for (const { id, kind, subject, wrapped } of rows) {
		newest = null;
		try {
			newest = unwrapDataKey(provider, { id, scope: scopeName(kind, subject), wrapped });
			byId.set(id, newest);
		} catch (e) {
			if (!(e instanceof Unreadable)) throw e;
		}
	}
	return { newest, byId };
}

/** The keys of one transaction: what it read itself, and what this process remembers. */
function holding(tx: Transaction, provider: KeyProvider, hub: HubId) {
	const memory = memoryOf(provider);
	/** Read in this transaction: also that there are none, so that a shredded case does not cost a query for each of its fields. */
	const read = new Map<string, Held>();
	/** Made or changed here: until the commit nobody else may seal with them, for after a rollback nobody could open it. */
	const unsettled = new Set<string>();

	async function load(kind: Scope['kind'], subjects: readonly string[]) {
		const rows = await tx
			.select()
			.from(dataKey)
			.where(and(eq(dataKey.hubId, hub), eq(dataKey.kind, kind), inArray(dataKey.subject, [...subjects])))
			.orderBy(asc(dataKey.version));
		const bySubject = Map.groupBy(rows, ({ subject }) => subject);
		for (const subject of subjects) {
			const name = scopeName(kind, subject);
			const held = opened(provider, bySubject.get(subject) ?? []);
			read.set(name, held);
			if (held.byId.size && !unsettled.has(name)) memory.keep(name, held);
		}
	}
	async function reload({ kind, subject }: { kind: Scope['kind']; subject: string }): Promise<Held> {
		await load(kind, [subject]);
		return read.get(scopeName(kind, subject)) ?? { newest: null, byId: new Map() };
	}
	return {
		load,
		has: (name: string) => read.has(name) || memory.get(name) !== undefined,
		async of(scope: Scope): Promise<Held> {
			const at = { kind: scope.kind, subject: subjectOf(scope, hub) };
			const name = scopeName(at.kind, at.subject);
			return read.get(name) ?? memory.get(name) ?? reload(at);
		},
		/** The key with this id; asked of the database once more where memory does not know it: another server may have made a newer version. */
		async withId(scope: Scope, id: string): Promise<DataKey | undefined> {
			const known = (await this.of(scope)).byId.get(id);
			const at = { kind: scope.kind, subject: subjectOf(scope, hub) };
			if (known || read.has(scopeName(at.kind, at.subject))) return known;
			return (await reload(at)).byId.get(id);
		},
		unsettle(name: string) {
			read.delete(name);
			unsettled.add(name);
		},
		forget(name: string) {
			read.delete(name);
			memory.forget(name);
		}
	};
}

export function keyring(tx: Transaction, provider: KeyProvider, hub: HubId, now: Date): Keyring {
	const held = holding(tx, provider, hub);
	const nameOf = (scope: Scope) => scopeName(scope.kind, subjectOf(scope, hub));
	return {
		async make(scope) {
			const { id, wrapped, kekId } = newDataKey(provider, nameOf(scope));
			const subject = subjectOf(scope, hub);
			await tx.insert(dataKey).values({ id, hubId: hub, kind: scope.kind, subject, version: 1, wrapped, kekId, madeAt: now });
			held.unsettle(nameOf(scope));
		},
		async fetch(kind, ids) {
			const missing = ids.filter((id) => !held.has(scopeName(kind, id)));
			if (missing.length) await held.load(kind, [...new Set(missing)]);
		},
		async seal(scope, field, text) {
			const { newest } = await held.of(scope);
			if (!newest) throw new Unreadable();
			return seal(newest, { hub, ...field }, text);
		},
		async open(scope, field, sealed) {
			try {
				const key = await held.withId(scope, keyIdOf(sealed));
				return key ? open(key, { hub, ...field }, sealed) : null;
			} catch (e) {
				if (e instanceof Unreadable) return null;
				throw e;
			}
		},
		index: (column, normalised) => blindIndex(provider, { hub, column }, normalised),
		forget: (scope) => held.forget(nameOf(scope))
	};
}

/** A new id, ordered by time: for rows, never as a secret. */
export const newId = <Id extends string = string>(now: Date): Id => v7({ msecs: now.getTime() }) as Id;
