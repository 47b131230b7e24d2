import { letIn } from '#features/advocates/server/let-in.ts';
import { askToHear } from '#features/restorative/server/own-steps.ts';
import { ownCases } from '#server/db/queries/own.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { byPerson, type Act } from './act.ts';
import { at } from './days.ts';

async function firstCase({ db, actor }: Ctx<PersonActor>): Promise<string> {
	const [first] = await ownCases(db, actor.id);
	if (!first) throw new RangeError(actor.id);
	return first.id;
}

/** Nerys lets her sister see the court days, and asks to hear about restorative justice: each on her own page. */
export const helpActs = (now: Date): Act[] => [
	byPerson(at(now, '-9d', '18:00'), 'nerys', 'helper.added', async (ctx) => {
		const form = { kind: 'friend', name: 'Rosa', parts: ['court'], months: '6', word: 'kettle' } as const;
		const made = await letIn(ctx, { ...form, parts: [...form.parts], case: await firstCase(ctx) });
		if ('refused' in made) throw new RangeError('nerys');
	}),
	byPerson(at(now, '-5d', '18:10'), 'nerys', 'restorative.asked', async (ctx) => void (await askToHear(ctx, await firstCase(ctx))))
];
