import { hubScopes } from '#server/db/queries/directory.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { ReaderActor, WorkerActor } from '#server/policy/actor.ts';
import { hubFacts } from '#server/settings-hub.ts';
import { handOff, withOurs, type Scope, type Whose } from '../domain/scope.ts';

/** The hubs we know of; ours, by its name among them, as a supervisor said it last. */
const scopesNow = async ({ db }: Ctx, hubName: string): Promise<Scope[]> => {
	const { phone, scope } = hubFacts();
	return withOurs(await hubScopes(db), { name: hubName, phone }, scope);
};

/** To whom somebody is handed on whom this hub, by its name, does not take (T44); empty where it does, or nobody is known. */
export const handedOn = async (ctx: Ctx<ReaderActor>, hubName: string, whose: Whose): Promise<Scope[]> =>
	handOff(await scopesNow(ctx, hubName), hubName, whose);

/** Whom the list of hubs says that this hub takes: what holds until a supervisor says otherwise. Null where it does not know it. */
export const listedScope = async ({ db }: Ctx<WorkerActor>, hubName: string): Promise<Scope | null> =>
	(await hubScopes(db)).find(({ name }) => name === hubName) ?? null;
