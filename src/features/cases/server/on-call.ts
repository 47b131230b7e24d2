import { onCallAt } from '#features/staff/domain/on-call.ts';
import { shutOut } from '#server/db/queries/restrict.ts';
import { onCallFrom, rosterOf } from '#server/db/queries/staff.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { theOffice } from '#server/settings-hub.ts';
import { londonDay } from '#shared/london.ts';
import { isOpenAt } from '#shared/office.ts';

/**
 * To whom danger news is given that comes now (P4): when the hub is closed, to the worker on call; null in office hours, where nobody is on call, and where the case is shut to them. Then it is
 * everybody's, as danger always is; whoever has it, a supervisor sees it after 30 minutes.
 */
export async function onCallFor({ db, now }: Pick<Ctx, 'db' | 'now'>, caseId: string): Promise<string | null> {
	if (isOpenAt(theOffice(), now)) return null;
	const today = londonDay(now);
	const worker = onCallAt(await onCallFrom(db, now), await rosterOf(db, today), now, today)?.workerId;
	return worker && !(await shutOut(db, caseId, [worker])).length ? worker : null;
}
