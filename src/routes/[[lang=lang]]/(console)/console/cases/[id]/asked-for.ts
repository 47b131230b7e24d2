import { carried } from '#features/contact/domain/adjustments.ts';
import { adjustmentsFor } from '#features/contact/server/easier.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { wantedBy } from '#features/needs/server/wanted.ts';
import type { Asked } from '#features/referrals/server/refer.ts';
import { idSchema } from '#features/referrals/schema.ts';
import { NotYours } from '#shared/faults.ts';

type Ctx = Parameters<typeof wantedBy>[0];

/** What the other rooms know of somebody a partner is asked to help. @throws NotYours */
export async function askedFor(ctx: Ctx, person: string): Promise<Asked> {
	const reach = idSchema.safeParse(person).success && (await reachFor(ctx, [person], () => ({ kind: 'worker' }))).get(person);
	if (!reach) throw new NotYours();
	const easier = carried((await adjustmentsFor(ctx, [person])).get(person) ?? null);
	return { ...reach, easier, wanted: await wantedBy(ctx, person) };
}
