import { knownPeople } from '#features/cases/server/console-names.ts';
import { settleForm } from '#features/notices/schema.ts';
import { listNotices, settleNotice } from '#features/notices/server/desk.ts';
import { action, page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

// Names to use and no more.
export const load = page({ may: 'notice.read', audit: 'notice.viewed' }, async (ctx, _event: RequestEvent) => {
	const notices = await listNotices(ctx);
	const people = await knownPeople(
		ctx.db,
		notices.map(({ personId }) => personId)
	);
	return { rows: notices.map((one) => ({ ...one, name: people.get(one.personId)?.name ?? null })) };
});

export const actions = {
	default: action({ may: 'notice.settle', audit: 'notice.settled' }, settleForm, (ctx, { notice, what }, _event: RequestEvent) =>
		settleNotice(ctx, notice, what)
	)
};
