// Which addresses the walks of this folder know. English has no prefix (DESIGN §6).
export const prefixes = ['', '/cy', '/ar'] as const;
export type Prefix = (typeof prefixes)[number];

/** The same bytes for everyone: no cookie is read, no database asked. */
export const publicPages = [
	'/',
	'/safety',
	'/rights',
	'/languages',
	'/support/keep',
	'/support/kept',
	'/guides',
	'/guides/words',
	'/guides/keep',
	'/guides/kept',
	'/guides/court-day'
] as const;

/** The same for everyone too, but they change: kept for a minute, and in no memory of ours. */
export const changingPages = ['/support', '/support/list'] as const;

/** For somebody who is not signed in yet: never stored. */
export const doorPages = [
	...(['/sign-in', '/start', '/demo', '/demo/outbox'] as const),
	...([`/link/${'a-link'.padEnd(43, '-')}`, '/link/again'] as const),
	...(['', '/safe', '/who', '/area', '/answer', '/service', '/young', '/back'] as const).map((part) => `/get-help${part}` as const)
] as const;

/** Every component in its states, in the demonstration only. */
export const kitPages = ['', '/fields', '/choices', '/errors', '/question', '/content', '/timeline', '/lists', '/done'].map(
	(part) => `/console/kit${part}`
);

/** Behind a sign-in. Somebody unknown is led to the door. */
export const personalPages = [
	'/my',
	'/my/rights',
	'/my/day',
	'/my/day/costs',
	'/my/day/print',
	'/my/help',
	'/my/help/needs',
	'/my/help/needs/what',
	'/my/help/now',
	'/my/help/fit',
	'/my/help/there-is',
	'/my/contact',
	'/my/contact/change/may',
	'/my/contact/change/ways',
	'/my/contact/change/check',
	'/my/contact/saved',
	'/my/contact/unsure',
	'/my/contact/easier',
	'/my/contact/language',
	'/my/account',
	'/my/account/passkeys',
	'/my/account/looked',
	'/my/account/held',
	'/my/account/held/file',
	'/my/account/erase',
	'/my/account/devices',
	'/my/account/password',
	'/my/account/time',
	'/my/account/close',
	'/my/again',
	'/my/help/people',
	'/my/help/people/add',
	'/my/messages/new',
	'/my/help/people/add/check',
	'/my/help/meeting',
	'/my/help/shared',
	'/my/help/shared/about',
	'/my/help/join',
	'/my/messages',
	'/my/messages/new'
] as const;
export const workPages = [
	'/console',
	'/console/people',
	'/console/nothing-new',
	'/console/referrals',
	'/console/self-referrals',
	'/console/messages',
	'/console/messages/templates',
	'/console/messages/templates/new',
	'/console/notices',
	'/console/notices/letters',
	'/console/glass',
	'/console/reports',
	'/console/reports/numbers',
	'/console/keeping',
	'/console/breaches',
	'/console/feeds',
	'/console/guides',
	'/console/directory',
	'/console/directory/gaps',
	'/console/directory/sources',
	'/console/directory/sources/new',
	'/console/team',
	'/console/team/rota',
	'/console/hub',
	...['name', 'phone', 'hours', 'closed', 'leave', 'say', 'look', 'scope'].map((part) => `/console/hub/${part}`),
	'/console/account',
	'/console/account/passkeys',
	'/console/account/devices',
	'/console/account/password',
	'/console/again'
] as const;

/** Addresses that take a form. */
export const formAddresses = [
	'/sign-in',
	'/sign-in/code',
	'/sign-in/enrol',
	'/sign-in/passkey',
	'/sign-in/code/passkey',
	'/sign-in/enrol/passkey',
	'/sign-out',
	'/start',
	'/start/word',
	'/start/name',
	'/start/password',
	'/demo',
	'/get-help/who',
	'/get-help/answer',
	'/get-help/back',
	'/my/help/needs',
	'/my/help/needs/what',
	'/my/contact?/still',
	'/my/contact/change/may',
	'/my/contact/easier',
	'/my/contact/language',
	'/my/stay',
	'/my/account/held/file/get',
	'/my/hide',
	'/my/again?/password',
	'/my/account/devices?/others',
	'/my/account/time',
	'/my/account/password',
	'/my/account/close',
	'/my/help/people?/end',
	'/my/help/people/add',
	'/my/messages/new',
	'/my/help/people/add/check',
	'/my/help/meeting?/ask',
	'/my/help/meeting?/stop',
	'/console/stay',
	'/console/hide',
	'/console/again?/password'
] as const;

export const staticFiles = [
	'/favicon.svg',
	'/robots.txt',
	'/offline.html',
	'/manifest.webmanifest',
	'/service-worker.js',
	'/_app/page.js',
	'/_app/passkey.js',
	'/_app/kept.js',
	'/_app/console.js'
] as const;

/** An address in a language: "/" in Welsh is "/cy". */
export const inLanguage = (prefix: Prefix, path: string): string => (prefix && path === '/' ? prefix : `${prefix}${path}`);
