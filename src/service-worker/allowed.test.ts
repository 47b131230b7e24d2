import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { langs, toPath } from '../shared/lang.ts';
import { guidesPages, isForAll, isKeptFile, isKeptGuide, keptFor, keptPages } from '../shared/kept.ts';
import { isPart, isWayOut, mayAnswer, mayKeep, neutralPage } from './allowed.ts';

const origin = 'https://notes.example.org';
const ask = (path: string, { method = 'GET', mode = 'navigate' as RequestMode } = {}) =>
	mayAnswer({ method, mode, url: new URL(path, origin).href }, origin);

describe('S-12: what the service worker may answer for', () => {
	test.each([
		'/',
		'/cy',
		'/ar/',
		'/leave',
		'/ar/leave',
		'/safety',
		'/cy/rights',
		'/languages',
		'/?a=1',
		'/support',
		'/support?s=x',
		'/ar/support/kept',
		'/guides',
		'/cy/guides/bail/easy',
		'/ar/guides/kept'
	])('%s, when the network is gone', (path) => {
		expect(ask(path)).toBe(true);
	});

	test.each([
		'/my',
		'/cy/my',
		'/my/updates/1',
		'/sign-in',
		'/ar/sign-in/code',
		'/start',
		'/start/word',
		'/console',
		'/agency',
		'/demo',
		'/api/v1/events',
		'/leave/x',
		'/support/keep',
		'/support/harbour-counselling',
		'/support/kept/x',
		'/support/keep/humberside.json',
		'/my/support',
		'/guides/keep',
		'/guides/keep/en.json',
		'/my/guides/bail',
		'//support'
	])('%s is none of its business', (path) => {
		expect(ask(path)).toBe(false);
	});

	test('nothing below an address that is about a person, whatever stands behind it', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('my', 'sign-in', 'start', 'console', 'agency', 'demo', 'get-help'),
				fc.webPath(),
				fc.constantFrom('', '/cy', '/ar'),
				(area, rest, lang) => {
					expect(ask(`${lang}/${area}${rest}`)).toBe(false);
				}
			)
		);
	});

	test('nor where its letters are written as numbers, in capitals, with more slashes or in two languages', () => {
		const letter = (each: string) =>
			fc.constantFrom(each, `%${each.charCodeAt(0).toString(16)}`, `%${each.charCodeAt(0).toString(16).toUpperCase()}`, each.toUpperCase());
		const spelled = (word: string) => fc.tuple(...[...word].map(letter)).map((letters) => letters.join(''));
		const areas = ['my', 'sign-in', 'sign-out', 'start', 'console', 'agency', 'demo', 'get-help', 'api', 'healthz'];
		const lead = fc.constantFrom('/', '//', '/./', '/cy/', '/ar/', '/cy/ar/', '/%63y/', '/safety/../', '/%2e%2e/', '/leave/../');
		fc.assert(
			fc.property(
				lead,
				fc.constantFrom(...areas).chain(spelled),
				fc.webPath(),
				fc.constantFrom('', '?a=1', '#main'),
				(start, area, rest, end) => {
					expect(mayAnswer({ method: 'GET', mode: 'navigate', url: `${origin}${start}${area}${rest}${end}` }, origin)).toBe(false);
				}
			),
			{ numRuns: 2000 }
		);
	});

	test('no form, no script, no picture, no other site', () => {
		expect(ask('/', { method: 'POST' })).toBe(false);
		expect(ask('/', { mode: 'cors' })).toBe(false);
		expect(ask('https://example.org/')).toBe(false);
	});
});

const answer = (given: Partial<Pick<Response, 'ok' | 'redirected' | 'url'>> & { headers?: Record<string, string> } = {}) =>
	mayKeep(
		{
			ok: true,
			redirected: false,
			url: origin + neutralPage,
			...given,
			headers: new Headers(given.headers ?? { 'cache-control': 'public' })
		},
		origin
	);

describe('S-12: what the service worker may keep', () => {
	test('the neutral page', () => {
		expect(answer()).toBe(true);
	});

	test.each([
		['an error', { ok: false }],
		['what another address answered', { redirected: true }],
		['no-store', { headers: { 'cache-control': 'no-store' } }],
		['private', { headers: { 'cache-control': 'Private, max-age=60' } }],
		['a cookie', { headers: { 'set-cookie': 'w=1' } }],
		['another site', { url: `https://example.org${neutralPage}` }],
		['the neutral page with a question', { url: `${origin}${neutralPage}?a=1` }]
	])('not %s', (_, given) => {
		expect(answer(given)).toBe(false);
	});

	test('no other address, public or personal, in any language', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('', '/cy', '/ar'),
				fc.constantFrom('my', 'start', 'sign-in', 'console', 'safety', ''),
				fc.webPath(),
				(lang, area, rest) => {
					expect(answer({ url: `${origin}${lang}/${area}${rest}` })).toBe(false);
				}
			)
		);
	});
});

describe('P18 S-12: what was kept when somebody asked', () => {
	const part = (path: string, given: Partial<Pick<Request, 'method' | 'mode'>> = {}) =>
		isPart({ method: 'GET', mode: 'cors', ...given, url: new URL(path, origin).href }, origin);
	const files = ['/_app/page.js', '/_app/kept.js', '/_app/immutable/assets/public.Bx_1-z.css'];

	test.each(files)('%s may be answered for the kept page', (path) => {
		expect(part(path)).toBe(true);
	});

	test.each([
		'/_app/console.js',
		'/_app/passkey.js',
		'/_app/immutable/assets/console.Bx1.css',
		'/_app/immutable/assets/x/public.Bx1.css',
		'/_app/page.js?x',
		'/my/_app/page.js',
		'/support/keep/humberside.json',
		'/support/kept.json',
		'/support/kept',
		'https://example.org/_app/page.js'
	])('%s may not', (path) => {
		expect(part(path)).toBe(false);
	});

	test('nothing is sent, and no page is shown, in the name of a file', () => {
		expect(part('/_app/page.js', { method: 'POST' })).toBe(false);
		expect(part('/_app/page.js', { mode: 'navigate' })).toBe(false);
	});

	test('no other address is one of its parts', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('', '/my', '/console', '/sign-in', '/support', '/_app', '/_app/immutable'),
				fc.webPath(),
				(area, path) => {
					expect(isKeptFile(`${area}${path}`)).toBe(false);
				}
			)
		);
	});

	const answering = (path: string) =>
		keptFor(path)
			.map(({ cacheName, address }) => `${cacheName} ${address}`)
			.join();

	test('the directory’s first page and the kept page are answered by the kept page of their language, and no other is', () => {
		expect(['/support', '/cy/support', '/ar/support', '/support/kept', '/ar/support/kept'].map(answering)).toEqual([
			'kept /support/kept',
			'kept /cy/support/kept',
			'kept /ar/support/kept',
			'kept /support/kept',
			'kept /ar/support/kept'
		]);
		expect(
			['/', '/my', '/support/keep', '/support/x', '/leave', '/de/support', '/guides/keep', '/de/guides'].map(answering).filter(Boolean)
		).toEqual([]);
	});

	test('F68 the list of guides is answered by the kept one, a guide by itself, safety and rights with them', () => {
		expect(
			[
				'/guides',
				'/ar/guides',
				'/cy/guides/kept',
				'/guides/bail',
				'/ar/guides/court-day/easy',
				'/guides/words',
				'/safety',
				'/cy/rights'
			].map(answering)
		).toEqual([
			'kept-guides /guides/kept',
			'kept-guides /ar/guides/kept',
			'kept-guides /cy/guides/kept',
			'kept-guides /guides/bail',
			'kept-guides /ar/guides/court-day/easy',
			'kept-guides /guides/words',
			'kept-guides /safety',
			'kept-guides /cy/rights'
		]);
		expect(
			[
				'/guides/bail/long',
				'/guides/bail/easy/x',
				'/guides/keep/en.json',
				'/guides/kept.json',
				'/my/guides/bail',
				'/guides/BAIL',
				'//guides'
			].filter((path) => keptFor(path).length || isKeptGuide(path))
		).toEqual([]);
	});

	test('there is a kept page in every language we have', () => {
		expect(keptPages).toEqual(langs.map((lang) => toPath(lang, '/support/kept')));
		expect(guidesPages).toEqual(langs.map((lang) => toPath(lang, '/guides/kept')));
		expect(langs.every((lang) => isKeptGuide(toPath(lang, '/guides/bail')))).toBe(true);
	});

	test('the way out is known in every language', () => {
		expect(['/leave', '/cy/leave', '/ar/leave'].every(isWayOut)).toBe(true);
		expect(['/', '/leave/x', '/my/leave', '/ar'].some(isWayOut)).toBe(false);
	});

	test('only an answer for everybody may be kept', () => {
		const given = { ok: true, redirected: false, headers: new Headers({ 'cache-control': 'public, no-cache' }) };
		expect(isForAll(given)).toBe(true);
		for (const other of [
			{ ok: false },
			{ redirected: true },
			{ headers: new Headers({ 'cache-control': 'no-store' }) },
			{ headers: new Headers({ 'set-cookie': 'w=1' }) }
		])
			expect(isForAll({ ...given, ...other })).toBe(false);
	});
});
