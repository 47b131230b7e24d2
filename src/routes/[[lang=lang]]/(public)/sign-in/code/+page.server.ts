import { codeForm } from '#features/accounts/schema.ts';
import { checkCode } from '#features/accounts/server/second-factor.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf, letIn } from '#server/http/door.ts';
import { doorAction } from '#server/http/guard.ts';

export const actions = {
	default: doorAction(codeForm, async ({ code }, event) => {
		const answer = await checkCode(await doorOf(event), readToken(event.cookies, event.url, 'c'), code);
		if (!answer) return { go: '/sign-in' };
		if ('entered' in answer) return letIn(event, answer.entered);
		if (answer.wait) event.setHeaders({ 'retry-after': `${answer.wait}` });
		return answer;
	})
};
