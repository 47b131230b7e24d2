import { factsFrom, officeOf, type HubFacts } from '#shared/hub.ts';
import type { Office } from '#shared/office.ts';
import { settings } from './settings.ts';

// Beside the database, so that a page for everybody asks it nothing. It survives the reloads of the development server.
const kept = globalThis as { waymarkHub?: HubFacts };

/** What the hub says about itself, as this process knows it: what a supervisor said last, else the settings (F84). */
export function hubFacts(): HubFacts {
	if (kept.waymarkHub) return kept.waymarkHub;
	const { HUB_NAME: name, HUB_PHONE: phone, HUB_OPENS: opens, HUB_CLOSES: closes, LEAVE_TO: leaveTo } = settings();
	return factsFrom({ name, phone, opens, closes, leaveTo });
}

/** When the hub is there: every promise counts from it. */
export const theOffice = (): Office => officeOf(hubFacts());

/** Takes on what was read from the database; null: nobody has said anything yet. */
export function holdHub(facts: HubFacts | null): void {
	if (facts) kept.waymarkHub = facts;
	else delete kept.waymarkHub;
}
