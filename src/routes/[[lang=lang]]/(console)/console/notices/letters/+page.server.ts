import { knownPeople } from '#features/cases/server/console-names.ts';
import { postedForm } from '#features/notices/schema.ts';
import { listLetters } from '#features/notices/server/letters.ts';
import { daysToChoose, settleLetters } from '#features/notices/server/post-letters.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import { countIn } from '../../count-in.ts';
import { askPost } from './ask-post.ts';
import type { PageServerLoadEvent } from './$types';

// Names to find the letter by; no address.
export const load = page({ may: 'notice.read', audit: 'notice.viewed' }, async (ctx, { url }: PageServerLoadEvent) => {
	const letters = await listLetters(ctx);
	const people = await knownPeople(
		ctx.db,
		letters.map(({ personId }) => personId)
	);
	const since = letters.map(({ movedAt }) => new Date(movedAt));
	return {
		rows: letters.map((one) => ({ ...one, name: people.get(one.personId)?.name ?? null })),
		days: daysToChoose(ctx, since),
		today: londonDay(ctx.now),
		posted: countIn(url, 'posted'),
		stopped: countIn(url, 'stopped')
	};
});

export const actions = {
	default: action({ may: 'notice.settle', audit: 'notice.settled' }, postedForm, (ctx, form) => settleLetters(ctx, form, askPost))
};
