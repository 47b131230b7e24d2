import { enrolForm } from '#features/accounts/schema.ts';
import { enrol, readEnrolment } from '#features/accounts/server/enrol.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf, letIn, sendTo } from '#server/http/door.ts';
import { doorAction, doorPage } from '#server/http/guard.ts';

export const load = doorPage(async (event) => {
	const { cookies, url } = event;
	const page = await readEnrolment(await doorOf(event), readToken(cookies, url, 'c'), readToken(cookies, url, 's'));
	return page ?? sendTo(event, '/sign-in');
});

export const actions = {
	default: doorAction(enrolForm, async ({ code }, event) => {
		const { cookies, url } = event;
		const answer = await enrol(await doorOf(event), readToken(cookies, url, 'c'), readToken(cookies, url, 's'), code);
		if (!answer) return { go: '/sign-in' };
		if ('entered' in answer) return letIn(event, answer.entered);
		if (answer.wait) event.setHeaders({ 'retry-after': `${answer.wait}` });
		return answer;
	})
};
