import { signInForm } from '#features/accounts/schema.ts';
import { signIn } from '#features/accounts/server/sign-in.ts';
import { doorOf, letIn, tokensOf } from '#server/http/door.ts';
import { doorAction } from '#server/http/guard.ts';

export const actions = {
	default: doorAction(signInForm, async (input, event) => {
		const answer = await signIn(await doorOf(event), input, tokensOf(event));
		if ('entered' in answer) return letIn(event, answer.entered);
		if (answer.wait) event.setHeaders({ 'retry-after': `${answer.wait}` });
		return answer;
	})
};
