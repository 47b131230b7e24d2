import { knownPeople } from '#features/cases/server/console-names.ts';
import { listLetters } from '#features/notices/server/letters.ts';
import { page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

// Names to find the letter by; no address.
export const load = page({ may: 'notice.read', audit: 'notice.viewed' }, async (ctx, _event: RequestEvent) => {
	const letters = await listLetters(ctx);
	const people = await knownPeople(
		ctx.db,
		letters.map(({ personId }) => personId)
	);
	return { rows: letters.map((one) => ({ ...one, name: people.get(one.personId)?.name ?? null })) };
});
