import { easierForm, newWayForm } from '#features/contact/schema.ts';
import { keepAdjustments } from '#features/contact/server/easier.ts';
import { addOneWay } from '#features/contact/server/record-reach.ts';
import { recordAsked } from '#features/needs/server/record-asked.ts';
import { markTakenUp } from '#features/self-referrals/server/desk.ts';

/**
 * What was said through "Ask for help" goes along into the record that was made of it, in the same transaction: the way they gave where the form has no place for it, what makes it easier,
 * and what would help. Where the form belonged to no such request nothing happens.
 */
export async function carryAsked(ctx: Parameters<typeof markTakenUp>[0], once: string): Promise<void> {
	const taken = await markTakenUp(ctx, once);
	if (!taken) return;
	const { caseId, personId } = taken;
	const { way, value, easier = [], spoken = '', easierWords: words = '', wishes = [] } = taken.asked;
	// Heard over: it is the very way on which they asked to be answered.
	if (value && (way === 'text' || way === 'email'))
		await addOneWay(ctx, personId, newWayForm.parse({ kind: way, value, safe: 'safe', heard: 'yes' }));
	if (easier.length || spoken || words) await keepAdjustments(ctx, personId, easierForm.parse({ easier, spoken, words }), ctx.actor.id);
	await recordAsked(ctx, caseId, personId, { wishes, isSpoken: taken.isSpoken, once });
}
