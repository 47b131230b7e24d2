import { hubScopes } from '#server/db/queries/directory.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { ReaderActor } from '#server/policy/actor.ts';
import { handOff, type Scope, type Whose } from '../domain/scope.ts';

/** To whom somebody is handed on whom this hub, by its name, does not take (T44); empty where it does, or nobody is known. */
export const handedOn = async ({ db }: Ctx<ReaderActor>, hubName: string, whose: Whose): Promise<Scope[]> =>
	handOff(await hubScopes(db), hubName, whose);
