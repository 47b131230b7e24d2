import { defineParams } from '@sveltejs/kit/params';
import { isLang } from './shared/lang.ts';

// Plain functions: this module may reach the browser, a schema library here would weigh 20 kB on every hydrating page.
export const params = defineParams({
	lang: (text) => (isLang(text) && text !== 'en' ? text : undefined),
	token: (text) => (/^[\w-]{43}$/.test(text) ? text : undefined),
	id: (text) => (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text) ? text : undefined)
});
