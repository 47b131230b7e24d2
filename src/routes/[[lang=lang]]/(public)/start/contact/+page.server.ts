import { contactForm } from '#features/accounts/schema.ts';
import { answerContact, personOf } from '#features/accounts/server/answer-contact.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf, sendTo } from '#server/http/door.ts';
import { doorAction, doorPage } from '#server/http/guard.ts';

export const load = doorPage(async (event) => {
	if (!(await personOf(await doorOf(event), readToken(event.cookies, event.url, 'w')))) sendTo(event, '/sign-in');
});

export const actions = {
	default: doorAction(contactForm, async ({ contact }, event) =>
		answerContact(await doorOf(event), readToken(event.cookies, event.url, 'w'), contact)
	)
};
