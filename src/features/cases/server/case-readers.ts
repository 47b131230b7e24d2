import type { ParticipantRow } from '#server/db/queries/cases.ts';
import { preferencesOf } from '#server/db/queries/people.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { HardNewsChoice } from '../domain/news.ts';
import { knownPeople } from './console-names.ts';

/** Somebody whose page a case stands on, and how hard news reaches them there. */
export type CaseReader = { id: string; name: string | null; hardNews: HardNewsChoice };

/** Everyone in the case, with how hard news reaches each: whoever asked for no contact at all reads it on her page (P4, S-23). */
export async function readersIn({ db }: Ctx<WorkerActor>, parts: readonly ParticipantRow[]): Promise<CaseReader[]> {
	const ids = parts.map(({ personId }) => personId);
	const people = await knownPeople(db, ids);
	const preferences = await preferencesOf(db, ids);
	return ids.map((id) => {
		const preference = preferences.find(({ personId }) => personId === id);
		const readsHere = preference?.hardNews === 'read_here' || preference?.mayContact === 'no_look_here';
		return { id, name: people.get(id)?.name ?? null, hardNews: readsHere ? 'read_here' : 'call_first' };
	});
}
