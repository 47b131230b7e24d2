import { sql } from 'drizzle-orm';
import type { HubId } from '#shared/ids.ts';
import type { KeyProvider } from '../crypto/key-provider.ts';
import { whoActs, type Actor } from '../policy/actor.ts';
import type { DbRole, Engine, Transaction } from './client.ts';
import { keyring, type Keyring } from './keyring.ts';

/** An open transaction of one actor: what every query takes. `now` is the same for all of it; SQL never asks for the time. */
export type Tx = { q: Transaction; keys: Keyring; hub: HubId; actor: Actor; now: Date; provider: KeyProvider };

export type Db = {
	kind: Engine['kind'];
	/** Runs `fn` in one transaction as this actor's database role, with row security set to this actor. */
	as<T>(actor: Actor, now: Date, fn: (tx: Tx) => Promise<T>): Promise<T>;
	engine: Engine;
	provider: KeyProvider;
	close(): Promise<void>;
};

const roleOf: Record<Actor['kind'], DbRole | null> = {
	nobody: null,
	reader: 'public',
	door: 'door',
	person: 'person',
	worker: 'console',
	agency: 'agency',
	job: 'worker'
};

/** Who may only read reports works as the role that sees no words and no numbers. */
const isOnlyCounting = (actor: Actor): boolean =>
	actor.kind === 'worker' && actor.roles.includes('commissioner') && actor.roles.every((role) => role === 'commissioner');

/** Wraps an engine so that nothing reaches a table except as somebody (DESIGN §7 "A request and its transaction"). */
export function createDb(engine: Engine, provider: KeyProvider): Db {
	return {
		kind: engine.kind,
		engine,
		provider,
		close: () => engine.close(),
		as(actor, now, fn) {
			const role = isOnlyCounting(actor) ? 'report' : roleOf[actor.kind];
			if (!role) throw new Error('nobody has no database role');
			const hub = ('hub' in actor ? actor.hub : undefined) ?? '';
			const id = whoActs(actor).id ?? '';
			const roles = actor.kind === 'worker' ? actor.roles.join(',') : '';
			return engine.tx(role, async (q, mustSet) => {
				const takeOn = mustSet ? sql`set_config('role', ${`waymark_${role}`}, true),` : sql``;
				await q.execute(
					sql`select ${takeOn} set_config('app.hub', ${hub}, true), set_config('app.actor', ${id}, true), set_config('app.roles', ${roles}, true), set_config('app.now', ${now.toISOString()}, true)`
				);
				return fn({ q, keys: keyring(q, provider, hub as HubId, now), hub: hub as HubId, actor, now, provider });
			});
		}
	};
}
