import { json, type RequestEvent } from '@sveltejs/kit';
import { addPasskeyForm, enrolForm, buttonForm } from '#features/accounts/schema.ts';
import { changeApp, readNewApp } from '#features/accounts/server/change-app.ts';
import { askOwnPasskey } from '#features/accounts/server/passkey-sign-in.ts';
import { addPasskey, askToAdd, listFactors, readFactor, removeFactor } from '#features/accounts/server/passkeys.ts';
import { admitHidden, sessionOf } from '#server/http/admit.ts';
import { readToken, writeToken } from '#server/http/cookies.ts';
import { doorOf, letIn } from '#server/http/door.ts';
import { accountAction, accountPage, openEndpoint, ownAction } from '#server/http/guard.ts';
import { siteOf } from '#server/http/site.ts';

// The same pages for a person, a worker and a partner's worker; each address says whose they are. Everything that changes a way in needs a fresh proof.
type Who = 'own' | 'staff';

const read = <W extends Who>(who: W) => ({ may: `account.read.${who}`, audit: null }) as const;
const change = <W extends Who>(who: W) => ({ may: `account.change.${who}`, audit: null, fresh: true }) as const;
const factorIn = ({ params }: RequestEvent) => (params as { factor?: string }).factor ?? '';

export const listPage = (who: Who) =>
	accountPage(read(who), async (ctx, session) => ({ factors: await listFactors(ctx, session), kind: session.account.kind }));

export const addPage = (who: Who) =>
	accountPage(change(who), async (ctx, session) => ({
		number: (await listFactors(ctx, session)).filter(({ kind }) => kind === 'passkey').length + 1
	}));

export const addAction = (who: Who) =>
	ownAction(change(who), addPasskeyForm, async ({ owner, session }, made, event: RequestEvent) =>
		addPasskey(await doorOf(event), owner, session, made)
	);

/** What the browser needs to make a passkey. */
export const addQuestion = (who: Who) =>
	accountPage(change(who), async (ctx, session, { url }: RequestEvent) => json(await askToAdd(ctx, { site: siteOf(url) }, session)));

/** What the browser needs to prove its owner again: also behind a hidden page. */
export const proveQuestion = (who: Who) =>
	openEndpoint(async (event) => {
		await admitHidden(event, `account.read.${who}`);
		const session = await sessionOf(event);
		return json(session && (await askOwnPasskey(await doorOf(event), session)));
	});

export const removePage = (who: Who) =>
	accountPage(change(who), async (ctx, session, event: RequestEvent) => ({ factor: await readFactor(ctx, session, factorIn(event)) }));

export const removeAction = (who: Who) =>
	accountAction(change(who), buttonForm, (ctx, session, _, event: RequestEvent) => removeFactor(ctx, session, factorIn(event)));

/** The secret of a new app waits in this browser's sealed cookie until a code of it was right. */
export const appPage = () =>
	accountPage(change('staff'), async (ctx, session, event: RequestEvent) => {
		const { cookies, url } = event;
		const { ticket, ...page } = await readNewApp(ctx, await doorOf(event), session, readToken(cookies, url, 's'));
		writeToken(cookies, url, 's', ticket);
		return page;
	});

export const appAction = () =>
	ownAction(change('staff'), enrolForm, async ({ owner, session }, { code }, event: RequestEvent) => {
		const answer = await changeApp(await doorOf(event), owner, session, { ticket: readToken(event.cookies, event.url, 's'), code });
		if (!answer) return { go: '/sign-in' };
		if ('entered' in answer) return letIn(event, answer.entered);
		if (answer.wait) event.setHeaders({ 'retry-after': `${answer.wait}` });
		return answer;
	});
