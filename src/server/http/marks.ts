import type { z } from 'zod';
import type { Permission } from '../policy/policy.ts';

/** What a door says of itself: its kind, who may, and which form it takes. Without `may` it decides for itself. */
export type Said = { kind: 'page' | 'action' | 'public' | 'door' | 'endpoint'; may?: Permission; schema?: z.ZodType };

const guarded = new WeakMap<object, Said>();
/** Lets the architecture test prove that every load, action and endpoint went through here. */
export const isGuarded = (fn: object): boolean => guarded.has(fn);
/** What the tests of every door, and docs/permissions.md, go by. */
export const saidBy = (fn: object): Said | undefined => guarded.get(fn);
/** Every door that lets somebody in is marked; only what stands beside this file may. */
export const mark = <F extends object>(fn: F, said: Said): F => {
	guarded.set(fn, said);
	return fn;
};
