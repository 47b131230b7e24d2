import { publicPage } from '#server/http/guard.ts';
import { kitParts, onlyDemo } from './parts.ts';

export const load = publicPage(() => {
	onlyDemo();
	return { parts: kitParts };
});
