import { calendarForm } from '#features/cases/court-schema.ts';
import { readCalendar } from '#features/cases/server/court-help.ts';
import { download } from '#server/http/guard.ts';
import { wordsFor } from '#words/words.ts';
import type { RequestEvent } from './$types';

/** Her days for a calendar, under a name that says nothing. */
export const POST = download({ may: 'case.read.own', audit: null }, calendarForm, async (ctx, _form, event: RequestEvent) => ({
	name: 'dates.ics',
	type: 'text/calendar; charset=utf-8',
	text: await readCalendar(ctx, event.params.id, wordsFor(ctx.lang).t('court.calendar.word'))
}));
