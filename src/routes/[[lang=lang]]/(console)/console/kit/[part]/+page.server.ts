import { error } from '@sveltejs/kit';
import { publicPage } from '#server/http/guard.ts';
import { isKitPart, onlyDemo } from '../parts.ts';
import type { PageServerLoadEvent } from './$types';

export const load = publicPage(({ params }: PageServerLoadEvent) => {
	onlyDemo();
	if (!isKitPart(params.part)) error(404, 'not-found');
	return { part: params.part };
});
