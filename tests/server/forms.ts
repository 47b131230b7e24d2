import type { z } from 'zod';
import { demoPassphrase } from '#demo/passphrase.ts';
import { inEach } from '#shared/lang.ts';
import type { OneDoor } from './doors.ts';
import type { Place } from './facts.ts';
import { codeOf } from './more-rows.ts';

/** What a form sends: each name with one value or several. */
export type Fields = Record<string, string | string[]>;

const attribute = (tag: string, name: string): string | null => {
	const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag);
	return found ? (found[1] ?? '').replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'") : null;
};

/** Whether a form of a page leads to this door. */
function leadsTo({ address, action }: OneDoor, target: string | null): boolean {
	const [path = '', query = ''] = (target ?? '').split('?');
	if (path && path.replace(/\/$/, '').split('/').length !== address.split('/').length) return false;
	const named = /(?:^|&)\/(\w+)/.exec(query)?.[1];
	return action === 'default' ? !named && !/(sign-out|stay|leave|hide)$/.test(path) : named === action;
}

/** A form as it stands on a page: where it leads, what it sends, and the boxes that could be ticked in it. */
export type Form = { target: string; fields: Fields; boxes: Fields };

/** The form of this door on its page; null where the page has none. */
export function formOn(page: string, door: OneDoor): Form | null {
	for (const [, head = '', inside = ''] of page.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)) {
		if (attribute(head, 'method')?.toLowerCase() !== 'post' || !leadsTo(door, attribute(head, 'action'))) continue;
		const [fields, boxes]: [Fields, Fields] = [{}, {}];
		for (const [all] of inside.matchAll(/<(select|textarea)\b[^>]*>[\s\S]*?<\/\1>|<(?:input|button)\b[^>]*>/g)) {
			const [tag = ''] = /^<[^>]*>/.exec(all) ?? [];
			const [name, type, value] = [attribute(tag, 'name'), attribute(tag, 'type'), attribute(tag, 'value') ?? ''];
			if (!name) continue;
			if (type === 'checkbox' && attribute(tag, 'checked') !== null)
				fields[name] = name in fields ? [fields[name] ?? '', value].flat() : value;
			else if (type === 'checkbox') boxes[name] ??= value;
			else if (type === 'radio') fields[name] = attribute(tag, 'checked') === null ? (fields[name] ?? value) : value;
			else if (tag.startsWith('<select')) fields[name] = /<option\b[^>]*\bvalue="([^"]+)"/.exec(all)?.[1] ?? '';
			else fields[name] ??= value;
		}
		return { target: attribute(head, 'action') ?? '', fields, boxes };
	}
	return null;
}

/**
 * `fields` stand in for what the page cannot say, or for the form where it stands on its page only after another step. `cookie` is what that step left in the browser. `after` says the
 * step without which even the owner is refused: only what no test can make.
 */
type Later = { fields: (place: Place, page: string) => Fields; cookie?: string; after?: string };
/** The same form of those who work here, and of everyone. */
const ofStaff = (rest: string, more: Later): Record<string, Later> =>
	Object.fromEntries(['console', 'agency'].map((area) => [`POST /${area}/${rest}`, more]));
const ofEach = (rest: string, more: Later): Record<string, Later> => ({ ...ofStaff(rest, more), [`POST /my/${rest}`]: more });

/** The secret of a new app as its page shows it, in groups to type. */
const newSecretOn = (page: string): string => (/\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b/.exec(page)?.[0] ?? '').replaceAll(' ', '');

/** What the fields of this name hold on a page, in its order. */
const valuesOn = (page: string, name: string): string[] =>
	[...page.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]) => (attribute(tag, 'name') === name ? (attribute(tag, 'value') ?? '') : []));

/** From one day to another, ahead of the clock of the house. */
const decemberDays = (from: string, to: string): Fields => ({
	...{ 'from-day': from, 'from-month': '12', 'from-year': '2026' },
	...{ 'to-day': to, 'to-month': '12', 'to-year': '2026' }
});

/** What is sent where the page alone does not say it. */
export const later: Record<string, Later> = {
	'POST /console/cases/[id]?/show': { fields: ({ person = '' }) => ({ person }), cookie: 'k-why=cover' },
	'POST /console/tasks/[task]?/alike': { fields: () => ({ answer: 'two' }) },
	// It stands on the pages of the forms, while a colleague is on the case.
	'POST /console/cases/[id]?/over': { fields: () => ({ what: 'telling', to: '/console' }) },
	// The first ones on the page are contacts of the case, who may not be shut out; the last one's glass is broken.
	'POST /console/cases/[id]/restrict?/end': { fields: (_, page) => ({ access: valuesOn(page, 'access').at(-1) ?? '' }) },
	// The list that is shown is kept already; its page offers to let it go.
	'POST /console?/keep': { fields: () => ({ code: 'team.-.-.-' }) },
	'POST /console?/again': {
		fields: (_, page) => ({ task: valuesOn(page, 'row').find((row) => !row.includes('.')) ?? '' }),
		after: 'a task settled a moment ago: tests/cases/due-give.test.ts'
	},
	// The form stands there once a service is chosen.
	'POST /console/cases/[id]/refer/[person]': {
		fields: (_, page) => ({ service: valuesOn(page, 'service')[0] ?? '', field: ['name'], how: 'ask', note: '' })
	},
	'POST /console/cases/[id]/restorative/[person]?/pass': {
		fields: (_, page) => ({ service: valuesOn(page, 'service')[0] ?? '' }),
		after: 'the one partner of the seed was asked for the same person by the form before: tests/cases/restorative-passed.test.ts'
	},
	...Object.fromEntries(
		['/my/day', '/console/cases/[id]/court/[person]'].map((at): [string, Later] => [
			`POST ${at}?/away`,
			{ fields: (_, page) => ({ case: valuesOn(page, 'case')[0] ?? '', 'from-day': '27', 'from-month': '7', 'from-year': '2026' }) }
		])
	),
	'POST /my/updates/[id]/dates/get': { fields: () => ({ what: 'days' }) },
	// Its form stands on the page of the numbers.
	'POST /console/reports/numbers/file': { fields: () => ({ period: 'this_quarter', by: 'agency' }) },
	'POST /console/team/[worker]/time?/away': { fields: () => decemberDays('1', '2') },
	'POST /console/team/rota?/put': { fields: () => ({ ...decemberDays('5', '6'), fromTime: '17:00', toTime: '09:00' }) },
	// Each part has its form on a page of its own.
	...Object.fromEntries(
		Object.entries<Fields>({
			name: { ...inEach(() => ''), en: 'Example Care Team' },
			phone: { phone: '0808 157 0123', relay: '', otherLanguages: '' },
			hours: Object.fromEntries(
				[1, 2, 3, 4, 5, 6, 7].flatMap((at) => [`from${at}`, `to${at}`].map((name) => [name, at > 5 ? '' : name < 'g' ? '09:00' : '17:00']))
			),
			close: { 'day-day': '24', 'day-month': '12', 'day-year': '2026' },
			open: { day: '2026-12-24' },
			leave: { site: 'https://www.bbc.co.uk/news', own: '' },
			say: { ...inEach(() => ''), en: 'Please call back' },
			look: { colour: 'blue', mark: 'lamp' },
			scope: { rule: 'either', witnesses: 'yes', areas: 'humberside' }
		}).map(([name, fields]): [string, Later] => [
			`POST /console/hub/[part]?/${name}`,
			{ fields: (_, page) => ({ base: valuesOn(page, 'base')[0] ?? '', ...fields }) }
		])
	),
	'POST /agency/ask': {
		fields: () => ({ way: 'phone', value: '01632 960155', seen: 'me', who: 'me', age: 'adult', yes: 'yes', area: '', spoken: '' })
	},
	'POST /my/help/join': {
		fields: () => ({ code: 'a b c d' }),
		after: 'the four words, which no page shows twice: tests/cases/self-referrals.test.ts'
	},
	// The gate lets nobody of the seed have a letter: tests/cases/notices.test.ts.
	'POST /console/notices/letters/[notice]': { fields: () => ({ what: 'could_not' }) },
	'POST /console/notices/letters': {
		fields: (_, page) => ({
			letter: valuesOn(page, 'letter')[0] ?? '',
			day: /<option value="(\d{4}-\d\d-\d\d)"/.exec(page)?.[1] ?? ''
		})
	},
	// Its button stands there where a notice waits for her answer: tests/cases/notices.test.ts.
	'POST /my/updates/[id]?/seen': { fields: () => ({ event: crypto.randomUUID() }) },
	'POST /console/glass?/on': { fields: () => ({}) },
	// How long it is kept now is as good an answer as another.
	'POST /console/keeping/[record]': { fields: (_, page) => ({ count: valuesOn(page, 'count')[0] || '1' }) },
	'POST /my/again?/code': { fields: () => ({ code: '123456', to: '' }), after: 'a person has no app' },
	'POST /agency/again?/code': { fields: () => ({ code: codeOf(), to: '' }) },
	// A code works once, and the same account walks both: this is the next one, which may come half a minute early.
	'POST /console/again?/code': { fields: () => ({ code: codeOf(undefined, 1), to: '' }) },
	...ofStaff('account/passkeys/app', { fields: (_, page) => ({ code: codeOf(newSecretOn(page) || undefined) }) }),
	// The page proposes one; this stays the same, so that it can prove its owner afterwards.
	...ofEach('account/password', { fields: () => ({ password: demoPassphrase }) }),
	...ofEach('again?/passkey', { fields: () => ({ answer: '{}', to: '' }), after: 'a passkey answered: tests/e2e/passkeys.e2e.ts' }),
	...ofEach('account/passkeys/add', {
		fields: () => ({ label: 'Key', answer: '{}' }),
		after: 'a passkey answered: tests/e2e/passkeys.e2e.ts'
	}),
	'POST /console/directory/[service]/accredit': { fields: () => ({ 'until-year': '2027' }) },
	// A change that changes nothing is refused.
	'POST /agency/services/[service]?/propose': { fields: () => ({ name: 'Robin Example' }) },
	'POST /console/cases/[id]/reach/[person]?/add': { fields: () => ({ kind: 'phone', value: '01632 960177', safe: 'unknown' }) },
	// A check page shows what was typed a page before: tests/cases/advocates.test.ts sends it.
	'POST /my/help/people/add/check': { fields: () => ({}) },
	'POST /console/people?/clear': { fields: () => ({}) },
	'POST /console/people/new?/clear': { fields: () => ({}) }
};

/** Forms that end what others of this house still need: they are walked last, in this order. */
export const endings: readonly string[] = [
	'POST /console/cases/[id]/know',
	'POST /console/cases/[id]/restrict?/open',
	'POST /console/cases/[id]/restrict?/restrict',
	'POST /console/account/passkeys/app',
	'POST /agency/account/passkeys/app',
	'POST /console/account/passkeys/[factor]',
	'POST /agency/account/passkeys/[factor]',
	'POST /console/keeping/asked/[task]',
	'POST /my/account/close'
];

/** What is typed into an empty field, by what its name says. */
const typed: readonly [RegExp, string][] = [
	[/day$/, '9'],
	// Something is looked at again in the future, and everything else was.
	[/^review-month$/, '9'],
	[/month$/, '6'],
	[/year$/, '2026'],
	[/time$/, '10:00'],
	[/^password$/, demoPassphrase],
	[/word/i, 'lantern'],
	[/^url$/, 'https://example.org/feed'],
	[/reason|note|why/, 'Robin Example asked for this to be so'],
	[/ref/, 'AB/12/26'],
	[/./, 'Robin Example']
];

const partsOf = (name: string) => ['day', 'month', 'year', 'time'].map((part) => `${name}-${part}`);

/** Fills what the form's own rules ask for, as somebody would: ticks the box, or types a plain value. */
export function filled(schema: z.ZodType | undefined, place: Place, { fields, boxes }: Form): Fields {
	const all = { ...fields };
	for (let round = 0; round < 4; round++) {
		const parsed = schema?.safeParse({ ...place, ...all });
		if (!parsed || parsed.success) break;
		for (const { path } of parsed.error.issues) {
			const name = String(path[0] ?? '');
			if (boxes[name] !== undefined) all[name] = boxes[name];
			else
				for (const each of name in all && !name.endsWith('-day') ? [name] : partsOf(name.replace(/-day$/, '')))
					if (each in all) all[each] = typed.find(([pattern]) => pattern.test(each))?.[1] ?? '';
		}
	}
	return all;
}

/** Where a form goes from the page at this path. */
export const targetFrom = (path: string, { target }: Pick<Form, 'target'>): string =>
	!target ? path : target.startsWith('?') ? `${path.split('?')[0]}${target}` : target;

/** As a browser sends it. */
export const encoded = (fields: Fields): string =>
	new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each]))).toString();
