import type { Ctx, Outcome } from '#server/http/ctx.ts';
import { newId } from '#server/db/keyring.ts';
import { addFeedback } from '#server/db/queries/directory-feedback.ts';
import { serviceBySlug } from '#server/db/queries/directory.ts';
import type { ReaderActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import type { HubId } from '#shared/ids.ts';
import { londonDay } from '#shared/london.ts';
import { PressLimit } from '../domain/press-limit.ts';
import type { WrongForm } from '../schema.ts';
import { addressOf, alongParams, readAddress } from './search-address.ts';

const presses = new PressLimit();

/** The house that looks after a shown entry. Throws `NotYours` where there is no such entry. */
export async function keeperOf(ctx: Ctx<ReaderActor>, slug: string): Promise<HubId> {
	const row = await serviceBySlug(ctx.db, slug, londonDay(ctx.now));
	if (!row) throw new NotYours();
	return row.keptBy as HubId;
}

/**
 * Keeps that something is wrong with an entry, and tells the house that looks after it (`service.reported`: ids and codes only). Whoever pressed is thanked, also when too many
 * pressed in this minute and it was not kept.
 */
export async function reportService(ctx: Ctx<ReaderActor>, { slug, kind, s, l }: WrongForm, limit: PressLimit = presses): Promise<Outcome> {
	const row = await serviceBySlug(ctx.db, slug, londonDay(ctx.now));
	if (!row) throw new NotYours();
	if (limit.takes(ctx.db.hub, ctx.now)) {
		await addFeedback(ctx.db, { id: newId(ctx.now), serviceId: row.id, kind });
		ctx.emit('service.reported', { service: row.id, kind });
	}
	const house = { provider: ctx.db.provider, now: ctx.now };
	const { asked, list } = readAddress(house, alongParams({ s, l }));
	return { go: `${addressOf(house, `/support/${slug}`, asked, list, { told: '1' })}#told` };
}
