import { settings } from '../settings.ts';

/** What every page says about the hub. From the settings, so that no page needs the database for it. */
export function shellFacts() {
	const { HUB_NAME: name, HUB_PHONE: phone, HUB_OPENS: opens, HUB_CLOSES: closes, isLive } = settings();
	return { name, phone, opens, closes, isDemo: !isLive };
}
