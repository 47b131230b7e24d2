import { expect, test } from '@playwright/test';
import { people } from '#demo/people.ts';
import { addressText, tellingWords } from '../pages/telling.ts';
import { isLong } from '../pages/screen.ts';
import { linksIn, shapeOf, Visitor, type Sent } from './places.ts';
import { prefixes } from './routes.ts';
import { invited, startSteps } from './start-steps.ts';

// What the server sends is the same with script and without: once is enough.
test.describe.configure({ mode: 'parallel' });

const titleOf = (html: string): string => /<title>([^<]*)<\/title>/.exec(html)?.[1]?.trim() ?? '';
const addressesIn = (html: string): string[] => [
	...linksIn(html),
	...[...html.matchAll(/<form\b[^>]*?\saction="([^"]*)"/g)].map(([, action]) => (action ?? '').replaceAll('&amp;', '&'))
];
const names = ['name', 'id', 'aria-controls'];
/** Where a personal page may lead: everything else is public, and its address says what it is about. */
const personal = /^(\/(cy|ar))?\/(my|start|sign-in|sign-out|leave)([/?#]|$)/;

/** S-09 for one page: its title, its own address, where it leads and sends, its icon and its manifest. */
function tellsNothing({ path, html }: Sent): void {
	const title = titleOf(html);
	expect.soft(title, `title of ${path}`).not.toBe('');
	expect.soft(tellingWords(title), `“${title}”, title of ${path}`).toEqual([]);
	for (const address of [path, ...addressesIn(html)].filter((each) => personal.test(each)))
		expect.soft(tellingWords(addressText(address)), `address ${address} on ${path}`).toEqual([]);
	const icons = [...html.matchAll(/<link\b[^>]*rel="(?:[\w-]+ )?icon"[^>]*>/g)].map(([tag]) => /href="([^"]+)"/.exec(tag)?.[1]);
	expect.soft(icons, `icons of ${path}`).toEqual(['/favicon.svg']);
	expect
		.soft(html, `what ${path} tells other programs`)
		.not.toMatch(/<meta[^>]+(?:og:|twitter:|name="(?:description|application-name|author|keywords))/);
}

test('the dictionary finds what would tell, in each language, and nothing in what does not', { tag: '@script' }, () => {
	const telling = [
		'Your case',
		'Police update',
		'Crown Court',
		'Eich achos',
		'Yr heddlu',
		'Y llys',
		'قضيتك',
		'الشرطة',
		'للمحكمة',
		'Leah',
		'رنا',
		'16X 26 004512'
	];
	for (const text of telling) expect.soft(tellingWords(text), text).not.toEqual([]);
	for (const text of ['My page', 'Update', 'Sign in', 'Start', 'Error: Start', '/my/updates/1', 'Notes'])
		expect.soft(tellingWords(text), text).toEqual([]);
});

for (const prefix of prefixes)
	test.describe(`S-09 titles and addresses say nothing, ${prefix || 'English'}`, { tag: '@script' }, () => {
		test('every kind of page of each of the ten', async ({ playwright, baseURL }) => {
			const shapes = new Set<string>();
			// Their pages differ by what happened, not by language: the short form goes through all of them in English.
			for (const { key } of isLong || !prefix ? people : people.filter(({ key }) => ['michael', 'ravi'].includes(key))) {
				const visitor = await Visitor.comes(playwright, baseURL);
				await visitor.enters(key);
				for (const sent of await visitor.walks(`${prefix}/my`, new RegExp(`^${prefix}/my([/?]|$)`))) {
					shapes.add(shapeOf(sent.path));
					tellsNothing(sent);
				}
				await visitor.leaves();
			}
			// Hard news, the print page, something to hide, a right to use: all were there to look at.
			for (const each of [
				'/my',
				'/my/rights',
				'/my/updates/*',
				'/my/updates/*/news',
				'/my/updates/*/print',
				'/my/updates/*/do/*',
				'/my/updates/*/hide/*'
			])
				expect(shapes, each).toContain(each);
		});

		test('what is refused or not there', async ({ playwright, baseURL }) => {
			const visitor = await Visitor.comes(playwright, baseURL);
			await visitor.enters('michael');
			const [update = ''] = linksIn((await visitor.opens(`${prefix}/my`)).html).filter((href) => href.includes('/my/updates/'));
			const refused = await visitor.sends(`${update}?/about`, { about: 'x' });
			expect(refused.status).toBe(422);
			const missing = await visitor.opens(`${prefix}/my/updates/01930000-0000-7000-8001-999999999999`);
			expect(missing.status).toBe(404);
			for (const sent of [refused, missing]) tellsNothing(sent);
			await visitor.leaves();
		});

		test('the doors, as they come and with errors', async ({ playwright, browser, baseURL, javaScriptEnabled }) => {
			const code = await invited(browser, { baseURL, javaScriptEnabled }, `Ash ${prefix}`);
			const visitor = await Visitor.comes(playwright, baseURL);
			const steps = await startSteps(visitor, prefix, code);
			expect(steps.map(({ status }) => status).filter((status) => status !== 200 && status !== 422)).toEqual([]);
			const signIn = `${prefix}/sign-in`;
			const doors = [
				await visitor.opens(signIn),
				await visitor.sends(signIn, { signIn: 'nobody at all 12', password: 'not the right words' }),
				await visitor.opens(`${signIn}/passkey`)
			];
			for (const sent of [...steps, ...doors]) tellsNothing(sent);
			expect(new Set([...steps, ...doors].map(({ path }) => path)).size).toBe(8);
			// A browser drops a longer cookie without a word (ASVS 3.3.5), and the way in would end there.
			const { cookies } = await visitor.request.storageState();
			expect(cookies.map(({ name, value }) => name.length + value.length).filter((length) => length > 2000)).toEqual([]);
			expect(cookies.length).toBeGreaterThan(0);
			await visitor.leaves();
		});
	});

test('S-09 S-16 the icon and the manifest are neutral', { tag: '@script' }, async ({ request }) => {
	const manifest = await (await request.get('/manifest.webmanifest')).json();
	const icon = await (await request.get('/favicon.svg')).text();
	expect(tellingWords([manifest.name, manifest.short_name, manifest.description ?? '', icon].join(' '))).toEqual([]);
	expect([manifest.start_url, manifest.display]).toEqual(['/', 'browser']);
	expect(icon).not.toMatch(/<(title|desc|text)/);
});

/** S-13: what a browser may do with the fields of a page. */
function keepsNothingTyped({ path, html }: Sent, isPersons: boolean): number {
	expect.soft(html, `lists of what was typed before, ${path}`).not.toMatch(/<datalist|\slist="/);
	const fields = [...html.matchAll(/<(input|textarea)\b[^>]*>/g)]
		.map(([tag]) => tag)
		.filter((tag) => tag.startsWith('<textarea') || !/type="(hidden|radio|checkbox|submit)"/.test(tag));
	for (const tag of fields) {
		expect.soft(tag, `autocomplete on ${path}`).toMatch(/autocomplete="(off|one-time-code)"/);
		expect.soft(tag, `spell-check on ${path}`).toMatch(/spellcheck="false"/);
		if (!isPersons) continue;
		for (const name of names.map((each) => new RegExp(`\\s${each}="([^"]*)"`).exec(tag)?.[1] ?? ''))
			expect.soft(tellingWords(name), `name of a field on ${path}`).toEqual([]);
	}
	return fields.length;
}

test(
	'S-13 no field is kept, offered again or sent away to be spelled, on any page',
	{ tag: '@script' },
	async ({ playwright, browser, baseURL, javaScriptEnabled }) => {
		const visitor = await Visitor.comes(playwright, baseURL);
		const code = await invited(browser, { baseURL, javaScriptEnabled }, 'Rowan');
		const doors = [...(await startSteps(visitor, '', code)), await visitor.opens('/sign-in'), await visitor.opens('/sign-in/code')];
		expect(doors.map((sent) => keepsNothingTyped(sent, true)).reduce((sum, count) => sum + count)).toBeGreaterThan(8);
		const search = await visitor.walks('/support', /^\/support([/?]|$)/);
		// What is looked for, and where.
		expect(search.map((sent) => keepsNothingTyped(sent, false)).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(2);
		await visitor.enters('michael');
		for (const sent of await visitor.walks('/my', /^\/my([/?]|$)/)) keepsNothingTyped(sent, true);
		let fields = 0;
		await visitor.enters('jo');
		const within = /^\/console(?!\/kit)([/?]|$)/;
		const list = await visitor.walks('/console', within);
		// From the list a row leads to the telling; the page of its case is the start of everything else.
		const place = list.map(({ path }) => /^\/console\/cases\/[^/]+/.exec(path)?.[0]).find(Boolean);
		const desk = [...list, ...(await visitor.walks(place ?? '', within))];
		for (const sent of [...desk, await visitor.opens('/console/kit/fields')]) fields += keepsNothingTyped(sent, false);
		expect(new Set(desk.map(({ path }) => shapeOf(path))).size).toBeGreaterThan(12);
		expect(fields).toBeGreaterThan(40);
		await visitor.leaves();
	}
);
