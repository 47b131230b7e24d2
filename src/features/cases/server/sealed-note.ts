import type { Ctx } from '#server/http/ctx.ts';
import type { PersonActor, WorkerActor } from '#server/policy/actor.ts';

const lifetime = 15 * 60_000;
type Kind = 'draft' | 'found' | 'code' | 'glass';

// Bound to whoever asks: the same text in another's hands opens nothing.
const placeOf = (ctx: Ctx<WorkerActor | PersonActor>, kind: Kind) => ({ table: 'note', column: kind, row: ctx.actor.id });

/**
 * Seals what one worker's next page needs and no address or history may hold: a half-filled form, a list of what was found, a code to give (P18, P19).
 * Good for 15 minutes, for this worker alone. @returns text for a cookie.
 */
export async function sealNote(ctx: Ctx<WorkerActor | PersonActor>, kind: Kind, note: unknown): Promise<string> {
	const text = JSON.stringify({ until: ctx.now.getTime() + lifetime, note });
	return (await ctx.db.keys.seal({ kind: 'hub' }, placeOf(ctx, kind), text)).toString('base64url');
}

/** Opens such a note. @returns null when it is not there, too old, or not this worker's. */
export async function openNote<T>(ctx: Ctx<WorkerActor | PersonActor>, kind: Kind, sealed: string | undefined): Promise<T | null> {
	if (!sealed) return null;
	const text = await ctx.db.keys.open({ kind: 'hub' }, placeOf(ctx, kind), Buffer.from(sealed, 'base64url'));
	if (text === null) return null;
	const { until, note } = JSON.parse(text) as { until: number; note: T };
	return until > ctx.now.getTime() ? note : null;
}
