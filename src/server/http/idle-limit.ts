import { createHash } from 'node:crypto';

/** So many seconds before the end somebody is told (accounts §2.1, WCAG 2.2.1). */
export const warnSeconds = 120;
/** Less than this is no warning: by then the page only waits for the end. */
const leastSeconds = 20;

/** What a page must know of the session that shows it: how long it lives without another page, whose it is, where to ask "Are you still there?", where it ends, and what to say to somebody who writes. */
export type IdleLimit = { seconds: number; who: string; still: string; ended: string; note: string };

/** A name of the account for its own tabs: it tells one account from another and says nothing else. */
export const tabName = (account: string): string => createHash('sha256').update(`tab ${account}`).digest('base64url').slice(0, 16);

const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const writing = /<textarea\b|<input\b[^>]*\btype="(?:text|search|tel|email|password|number)"/;
const mainOf = (html: string) => html.slice(Math.max(0, html.indexOf('<main')));

/** Where a page without script goes by itself. To the question two minutes before the end; too late for that, to the door. */
function leadOn({ seconds, still, ended }: IdleLimit): string {
	const [after, to] = seconds - warnSeconds >= leastSeconds ? [seconds - warnSeconds, still] : [seconds + 1, ended];
	return `<noscript><meta http-equiv="refresh" content="${after};url=${quoted(to)}" /></noscript>`;
}

/**
 * Writes the idle limit into a finished page: for the script that warns, and without script either a way on to "Are you still there?", or, where somebody writes and nothing may be
 * taken from under their hands, how long they have. The layout cannot know it: it reads no session. Null where nobody is signed in.
 */
export function withIdleLimit(html: string, limit: IdleLimit | null): string {
	const filled = html
		.replaceAll('data-timeout="%idle%"', `data-timeout="${limit?.seconds ?? 900}"`)
		.replaceAll('data-who="%who%"', `data-who="${limit?.who ?? ''}"`);
	if (!limit) return filled.replace('%still%', '');
	if (!writing.test(mainOf(html))) return filled.replace('%still%', leadOn(limit));
	const note = `<noscript><p class="meta">${quoted(limit.note)}</p></noscript>`;
	return filled.replace('%still%', '').replace(/<main\b[^>]*>/, (tag) => tag + note);
}
