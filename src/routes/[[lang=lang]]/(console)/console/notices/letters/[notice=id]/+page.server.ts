import { knownPeople } from '#features/cases/server/console-names.ts';
import { letterForm } from '#features/notices/schema.ts';
import { readLetter } from '#features/notices/server/letters.ts';
import { daysToChoose, settleLetter } from '#features/notices/server/post-letters.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import { askPost } from '../ask-post.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'notice.settle', audit: 'notice.viewed' }, async (ctx, { params }: PageServerLoadEvent) => {
	const letter = await readLetter(ctx, params.notice, askPost);
	const [days, today] = [daysToChoose(ctx, [new Date(letter.since)]), londonDay(ctx.now)];
	return {
		letter,
		name: (await knownPeople(ctx.db, [letter.personId])).get(letter.personId)?.name ?? null,
		today,
		// What may not be posted now was posted before, or not at all.
		days: letter.isOpen ? days : days.filter((day) => day !== today)
	};
});

export const actions = {
	default: action({ may: 'notice.settle', audit: 'notice.settled' }, letterForm, (ctx, form, { params }: RequestEvent) =>
		settleLetter(ctx, params.notice, form, askPost)
	)
};
