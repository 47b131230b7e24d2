import { accountChanges } from '#server/db/queries/account.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { DoorActor } from '#server/policy/actor.ts';
import { changeOf, lately, type Change } from '../domain/account-change.ts';

/** What changed in the last 24 hours about how the owner of this account signs in: said inside the account only, never sent anywhere (S-22). */
export async function readAccountHome({ db, now }: Ctx<DoorActor>): Promise<{ changes: Change[] }> {
	const rows = await accountChanges(db, new Date(now.getTime() - lately));
	return { changes: rows.flatMap((row) => changeOf(row) ?? []) };
}
