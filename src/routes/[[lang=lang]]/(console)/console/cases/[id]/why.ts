import { redirect, type RequestEvent } from '@sveltejs/kit';
import { caseInHub, lookReason } from '#features/cases/server/case-door.ts';
import type { Found } from '#features/cases/server/find-case.ts';
import { openNote } from '#features/cases/server/sealed-note.ts';
import { toPath } from '#shared/lang.ts';
import { kept } from '../../people/kept.ts';

type Look = Pick<RequestEvent, 'cookies' | 'locals'> & { params: { id: string } };
const name = 'k-why';

/** Why this worker looks at this case, if they said so: for this case, or in the search that found it (P19). */
export async function chosenReason(ctx: Parameters<typeof openNote>[0], event: Look): Promise<string | undefined> {
	const said = event.cookies.get(name);
	if (said) return said;
	const found = await openNote<Found>(ctx, 'found', kept(event, 'found'));
	return found?.cases.includes(event.params.id) ? found.why || undefined : undefined;
}

/** Why this worker looks at a page of this case; where nothing leads them here and they gave no reason, the case's own page asks for one first (P19). */
export async function reasonFor(ctx: Parameters<typeof lookReason>[0], event: Look): Promise<string> {
	const { id } = await caseInHub(ctx, event.params.id);
	const reason = await lookReason(ctx, id, await chosenReason(ctx, event));
	if (reason === null) redirect(303, toPath(event.locals.lang, `/console/cases/${id}`));
	return reason;
}

/** Remembers the reason for the pages of this case, for half an hour. */
export function rememberReason({ cookies, url, locals, params }: RequestEvent & { params: { id: string } }, why: string): void {
	const path = toPath(locals.lang, `/console/cases/${params.id}`);
	cookies.set(name, why, { path, httpOnly: true, sameSite: 'strict', secure: url.protocol === 'https:', maxAge: 30 * 60 });
}
