import { codeForm } from '#features/accounts/schema.ts';
import { waysToFinish } from '#features/accounts/server/passkey-sign-in.ts';
import { checkCode } from '#features/accounts/server/second-factor.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf, letIn, sendTo } from '#server/http/door.ts';
import { doorAction, doorPage } from '#server/http/guard.ts';

export const load = doorPage(async (event) => {
	const ways = await waysToFinish(await doorOf(event), readToken(event.cookies, event.url, 'c'));
	return ways ?? sendTo(event, '/sign-in');
});

export const actions = {
	default: doorAction(codeForm, async ({ code }, event) => {
		const answer = await checkCode(await doorOf(event), readToken(event.cookies, event.url, 'c'), code);
		if (!answer) return { go: '/sign-in' };
		if ('entered' in answer) return letIn(event, answer.entered);
		if (answer.wait) event.setHeaders({ 'retry-after': `${answer.wait}` });
		return answer;
	})
};
