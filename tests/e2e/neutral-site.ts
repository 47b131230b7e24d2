import type { Page } from '@playwright/test';

/** Where leaving leads in these journeys (the house's own default, S-07). */
export const neutralSite = 'https://www.bbc.co.uk/weather';
export const neutralTitle = 'Weather';

/**
 * Stands in for the neutral site, so that nothing here asks the real one. Playwright's own routes do not see where a redirect leads; the browser's do.
 * @returns the addresses asked for.
 */
export async function standInForNeutralSite(page: Page): Promise<string[]> {
	const asked: string[] = [];
	const browser = await page.context().newCDPSession(page);
	browser.on('Fetch.requestPaused', ({ requestId, request }) => {
		asked.push(request.url);
		void browser.send('Fetch.fulfillRequest', {
			requestId,
			responseCode: 200,
			responseHeaders: [{ name: 'content-type', value: 'text/html; charset=utf-8' }],
			body: Buffer.from(`<!doctype html><title>${neutralTitle}</title><h1>${neutralTitle}</h1>`).toString('base64')
		});
	});
	await browser.send('Fetch.enable', { patterns: [{ urlPattern: `${new URL(neutralSite).origin}/*` }] });
	return asked;
}
