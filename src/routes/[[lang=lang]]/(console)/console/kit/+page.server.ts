import { error } from '@sveltejs/kit';
import { publicPage } from '#server/http/guard.ts';
import { shellFacts } from '#server/http/shell.ts';

export const load = publicPage(() => {
	if (!shellFacts().isDemo) error(404, 'not-found');
	return {};
});
