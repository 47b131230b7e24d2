import { people, workers } from '#demo/people.ts';
import { demoForm } from '#features/accounts/schema.ts';
import { demoDoors, demoSignIn } from '#features/accounts/server/demo-sign-in.ts';
import { doorOf, letIn, tokensOf } from '#server/http/door.ts';
import { doorAction, doorPage } from '#server/http/guard.ts';

export const load = doorPage(async (event) => {
	const here = demoDoors(await doorOf(event));
	return {
		people: (here.people ? people : []).map(({ key, name, lang, reasonKey }) => ({ key, name, lang, reasonKey })),
		workers: (here.workers ? workers : []).map(({ key, name, reasonKey }) => ({ key, name, reasonKey }))
	};
});

export const actions = {
	default: doorAction(demoForm, async ({ who }, event) =>
		letIn(event, await demoSignIn(await doorOf(event), who, [...people, ...workers], tokensOf(event)))
	)
};
