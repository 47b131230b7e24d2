import { pressForm } from '#features/audit/schema.ts';
import { askForNotes, readHeld, readHeldAsked } from '#features/audit/server/read-held.ts';
import { readHeldCases } from '#features/cases/server/held-cases.ts';
import { readHeldThreads } from '#features/messages/server/held.ts';
import { readOwnTimes } from '#features/keeping/server/read-own-times.ts';
import { readJoined } from '#features/self-referrals/server/joined.ts';
import { action, page } from '#server/http/guard.ts';
import { shellFacts } from '#server/http/shell.ts';

export const load = page({ may: 'held.read.own', audit: null }, async (ctx) => ({
	held: await readHeld(ctx, shellFacts(ctx.lang).name),
	cases: await readHeldCases(ctx),
	joined: await readJoined(ctx),
	threads: await readHeldThreads(ctx),
	times: await readOwnTimes(ctx),
	asked: await readHeldAsked(ctx)
}));

export const actions = {
	notes: action({ may: 'look.ask.own', audit: 'look.asked' }, pressForm, (ctx) => askForNotes(ctx))
};
