import { passkeyForm } from '#features/accounts/schema.ts';
import { signInByPasskey } from '#features/accounts/server/passkey-sign-in.ts';
import { doorOf, letIn, tokensOf } from '#server/http/door.ts';
import { doorAction } from '#server/http/guard.ts';

export const actions = {
	default: doorAction(passkeyForm, async ({ answer }, event) => {
		const told = await signInByPasskey(await doorOf(event), answer, tokensOf(event));
		if ('entered' in told) return letIn(event, told.entered);
		if (told.wait) event.setHeaders({ 'retry-after': `${told.wait}` });
		return told;
	})
};
