import { passkeyForm } from '#features/accounts/schema.ts';
import { showSecondPasskey } from '#features/accounts/server/passkey-sign-in.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf, letIn } from '#server/http/door.ts';
import { doorAction } from '#server/http/guard.ts';

export const actions = {
	default: doorAction(passkeyForm, async ({ answer }, event) => {
		const told = await showSecondPasskey(await doorOf(event), readToken(event.cookies, event.url, 'c'), answer);
		if (!told) return { go: '/sign-in' };
		if ('entered' in told) return letIn(event, told.entered);
		if (told.wait) event.setHeaders({ 'retry-after': `${told.wait}` });
		return told;
	})
};
