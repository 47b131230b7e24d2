import { passkeyForm } from '#features/accounts/schema.ts';
import { enrolPasskey } from '#features/accounts/server/enrol-passkey.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf, letIn } from '#server/http/door.ts';
import { doorAction } from '#server/http/guard.ts';

export const actions = {
	default: doorAction(passkeyForm, async ({ answer }, event) => {
		const told = await enrolPasskey(await doorOf(event), readToken(event.cookies, event.url, 'c'), answer);
		if (!told) return { go: '/sign-in' };
		return 'entered' in told ? letIn(event, told.entered) : told;
	})
};
