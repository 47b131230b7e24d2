import { threadsOfPerson } from '#server/db/queries/messages.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { namesIn, readMessages, type ReadMessage } from './words.ts';

/** What she and the hub wrote to each other, as it stands in her file: no note of ours, and not who of us wrote (P6). */
export type HeldThread = {
	topic: string;
	on: string;
	state: 'open' | 'closed';
	messages: (Pick<ReadMessage, 'author' | 'isByPhone' | 'at' | 'text'> & {
		/** The agency that wrote it, by name. */
		by: string | null;
		also: { lang: string; text: string | null }[];
	})[];
};

/** Every thread of this person with every word in it, for "What we hold about you". Her own look writes nothing. */
export async function readHeldThreads(ctx: Ctx<PersonActor>): Promise<HeldThread[]> {
	const held: HeldThread[] = [];
	const names = await namesIn(ctx, []);
	for (const row of await threadsOfPerson(ctx.db, ctx.actor.id)) {
		const messages = (await readMessages(ctx, row)).map(({ author, agencyId, isByPhone, at, text, also }) => ({
			...{ author, isByPhone, at, text, by: names[agencyId ?? ''] ?? null },
			also: also.map(({ lang, text: translated }) => ({ lang, text: translated }))
		}));
		held.push({ topic: row.topic, on: row.openedAt.toISOString(), state: row.state, messages });
	}
	return held;
}
