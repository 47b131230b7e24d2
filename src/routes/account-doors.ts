import type { RequestEvent } from '@sveltejs/kit';
import { demoPassphrase } from '#demo/passphrase.ts';
import { homes, returnPath, type SignedInArea } from '#features/accounts/domain/return-path.ts';
import {
	accountDone,
	againCodeForm,
	againForm,
	againPasskeyForm,
	buttonForm,
	codeIn,
	deviceForm,
	devicesDone,
	newPasswordForm
} from '#features/accounts/schema.ts';
import { readAccountHome } from '#features/accounts/server/account-home.ts';
import { proveByCode, proveByPassword, readAgain, type Again } from '#features/accounts/server/again.ts';
import { provePasskey } from '#features/accounts/server/passkey-sign-in.ts';
import { suggestPassword } from '#features/accounts/server/choose-name.ts';
import { endDevice, endOtherDevices, readDevices } from '#features/accounts/server/devices.ts';
import { changePassword } from '#features/accounts/server/password.ts';
import type { Outcome } from '#server/http/ctx.ts';
import { doorOf, keepIn, letIn } from '#server/http/door.ts';
import { accountAction, accountPage, ownAction } from '#server/http/guard.ts';
import { shellFacts } from '#server/http/shell.ts';

/** Whose account: a person's own, or that of somebody who works here. Their pages are the same; what they may do is said by two permissions. */
type Whose = 'own' | 'staff';
const reading = (whose: Whose) => ({ may: `account.read.${whose}`, audit: null }) as const;
const changing = (whose: Whose) => ({ may: `account.change.${whose}`, audit: null, fresh: true }) as const;
const areaOf = ({ locals: { area } }: RequestEvent) => area as SignedInArea;
const accountOf = (event: RequestEvent): string => `${homes[areaOf(event)]}/account`;

/** "My account": what can be done here, and what changed in the last day. */
export const accountDoors = (whose: Whose) => ({
	load: accountPage(reading(whose), async (ctx, _session, event: RequestEvent) => ({
		base: accountOf(event),
		done: codeIn(accountDone, event.url.searchParams.get('done')),
		...(await readAccountHome(ctx))
	}))
});

/** The devices on which somebody is signed in; ending one needs a fresh proof (ASVS 7.5.2). */
export const devicesDoors = (whose: Whose) => ({
	load: accountPage(reading(whose), async (ctx, session, event: RequestEvent) => ({
		base: accountOf(event),
		done: codeIn(devicesDone, event.url.searchParams.get('done')),
		devices: await readDevices(ctx, session)
	})),
	actions: {
		one: accountAction(changing(whose), deviceForm, (ctx, session, { id }, event: RequestEvent) =>
			endDevice(ctx, session, id, `${accountOf(event)}/devices`)
		),
		others: accountAction(changing(whose), buttonForm, (ctx, session, _input, event: RequestEvent) =>
			endOtherDevices(ctx, session, `${accountOf(event)}/devices`)
		)
	}
});

/** Another password. The proof is asked before anything is typed. */
export const passwordDoors = (whose: Whose) => ({
	load: accountPage({ ...reading(whose), fresh: true }, async ({ lang }, _session, event: RequestEvent) => ({
		base: accountOf(event),
		suggested: suggestPassword(lang)
	})),
	actions: {
		default: ownAction(changing(whose), newPasswordForm, async (who, { password, others }, event: RequestEvent): Promise<Outcome> => {
			const answer = await changePassword(await doorOf(event), who, { password, endsOthers: others === 'yes' });
			if ('refused' in answer) return answer;
			keepIn(event, answer.token);
			return { go: `${accountOf(event)}?done=password` };
		})
	}
});

function goOn(event: RequestEvent, answer: Again, to: string | undefined): Outcome {
	if ('token' in answer) {
		keepIn(event, answer.token);
		return { go: returnPath(areaOf(event), to) };
	}
	if (answer.wait) event.setHeaders({ 'retry-after': `${answer.wait}` });
	return answer;
}

/** The page that proves an owner again: before what cannot be taken back, and after "Hide now". */
export const againDoors = (whose: Whose) => {
	const rule = { may: `account.read.${whose}`, hidden: true } as const;
	return {
		load: accountPage({ ...rule, audit: null }, async (ctx, session, event: RequestEvent) => ({
			...(await readAgain(ctx, session)),
			back: returnPath(areaOf(event), event.url.searchParams.get('to')),
			isUnsent: event.url.searchParams.has('unsent'),
			demoPassword: shellFacts('en').isDemo ? demoPassphrase : null
		})),
		actions: {
			password: ownAction(rule, againForm, async (who, { password, to }, event: RequestEvent) =>
				goOn(event, await proveByPassword(await doorOf(event), who, password), to)
			),
			code: ownAction(rule, againCodeForm, async (who, { code, to }, event: RequestEvent) =>
				goOn(event, await proveByCode(await doorOf(event), who, code), to)
			),
			passkey: ownAction(rule, againPasskeyForm, async ({ session }, { answer, to }, event: RequestEvent): Promise<Outcome> => {
				const proved = await provePasskey(await doorOf(event), session, answer, returnPath(areaOf(event), to));
				if ('entered' in proved) return letIn(event, proved.entered);
				if (proved.wait) event.setHeaders({ 'retry-after': `${proved.wait}` });
				return proved;
			})
		}
	};
};
