import { nameIn, officeOf } from '#shared/hub.ts';
import type { Lang } from '#shared/lang.ts';
import { settings } from '../settings.ts';
import { hubFacts } from '../settings-hub.ts';

/** What every page says about the hub, in a language. Held by the process, so that no page asks the database for it. */
export function shellFacts(lang: Lang) {
	const facts = hubFacts();
	const { phone, relay, otherLanguages, colour, mark } = facts;
	return { name: nameIn(facts, lang), phone, relay, otherLanguages, office: officeOf(facts), colour, mark, isDemo: !settings().isLive };
}
