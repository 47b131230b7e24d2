import { fileForm } from '#features/audit/schema.ts';
import { readHeld } from '#features/audit/server/read-held.ts';
import { fileAsData, fileAsPage } from '#features/audit/ui/file-text.ts';
import { readHeldCases } from '#features/cases/server/held-cases.ts';
import { readHeldThreads } from '#features/messages/server/held.ts';
import { readOwnTimes } from '#features/keeping/server/read-own-times.ts';
import { readJoined } from '#features/self-referrals/server/joined.ts';
import { download, openEndpoint } from '#server/http/guard.ts';
import { toPath } from '#shared/lang.ts';
import { londonDay } from '#shared/london.ts';
import { dayOf } from '#words/dates.ts';
import { wordsFor } from '#words/words.ts';
import { partsOf } from '../../parts.ts';
import { shellFacts } from '#server/http/shell.ts';

/** Everything held, as a file with a name that says nothing. */
export const POST = download({ may: 'held.take.own', audit: 'held.taken', fresh: true }, fileForm, async (ctx, { kind }) => {
	const [held, cases, today] = [await readHeld(ctx, shellFacts(ctx.lang).name), await readHeldCases(ctx), londonDay(ctx.now)];
	const [joined, threads] = [await readJoined(ctx), await readHeldThreads(ctx)];
	ctx.about({ personId: ctx.actor.id, objectId: kind });
	if (kind === 'data')
		return { name: 'page.json', type: 'application/json; charset=utf-8', text: fileAsData({ ...held, joined, threads }, cases, today) };
	const words = wordsFor(ctx.lang);
	const text = fileAsPage(partsOf(held, cases, words, await readOwnTimes(ctx), joined, threads), words, dayOf(ctx.lang, today));
	return { name: 'page.html', type: 'text/html; charset=utf-8', text };
});

/** Whoever comes back from proving that it is still them comes without a form: to the page with the button. */
export const GET = openEndpoint(
	({ locals: { lang } }) => new Response(null, { status: 303, headers: { location: toPath(lang, '/my/account/held/file') } })
);
