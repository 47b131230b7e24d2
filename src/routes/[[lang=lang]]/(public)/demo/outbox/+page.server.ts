import { demoOutbox } from '#server/post/demo.ts';
import { demoDoors } from '#features/accounts/server/demo-sign-in.ts';
import { doorOf } from '#server/http/door.ts';
import { doorPage } from '#server/http/guard.ts';

// In live there is no such page: the same question as for the page of the demo asks it.
export const load = doorPage(async (event) => {
	demoDoors(await doorOf(event));
	return {
		left: demoOutbox().map(({ key, channel, to, subject, text, at }) => ({ key, channel, to, subject, text, at: at.toISOString() }))
	};
});
