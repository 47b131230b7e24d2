import type { RequestEvent } from '@sveltejs/kit';
import { sessionOf } from './admit.ts';
import { isServedHere } from './site.ts';

/**
 * What the signed-in worker may do, for the menu over a console page: it shows no door that would be shut. The page's own guard reads the same session, so this asks nothing more of the
 * database; where it cannot be read, the page says so itself.
 */
export async function rolesHere(event: RequestEvent): Promise<readonly string[]> {
	if (event.locals.area !== 'console' || !isServedHere(event)) return [];
	const session = await sessionOf(event).catch(() => null);
	return session?.complete ? session.account.roles : [];
}
