import type { z } from 'zod';
import { demoPassphrase } from '#demo/passphrase.ts';
import type { OneDoor } from './doors.ts';
import type { Place } from './facts.ts';

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
			if (type === 'checkbox') boxes[name] ??= value;
			else if (type === 'radio') fields[name] = attribute(tag, 'checked') === null ? (fields[name] ?? value) : value;
			else if (tag.startsWith('<select')) fields[name] = /<option\b[^>]*\bvalue="([^"]+)"/.exec(all)?.[1] ?? '';
			else fields[name] ??= value;
		}
		return { target: attribute(head, 'action') ?? '', fields, boxes };
	}
	return null;
}

type Later = { fields: (place: Place) => Fields; after?: string };
const nowhere = 'eeeeeeee-0000-7000-8000-000000000000';
/** The same form of those who work here, and of everyone. */
const ofStaff = (rest: string, fields: Later['fields'], after: string): Record<string, Later> =>
	Object.fromEntries(['console', 'agency'].map((area) => [`POST /${area}/${rest}`, { fields, after }]));
const ofEach = (rest: string, fields: Later['fields'], after: string): Record<string, Later> => ({
	...ofStaff(rest, fields, after),
	[`POST /my/${rest}`]: { fields, after }
});

/**
 * Forms that stand on their page only after another step, and what they send. `after` says the step, where even their owner is refused without it: that way is
 * walked by the journeys of tests/e2e.
 */
export const later: Record<string, Later> = {
	'POST /console/cases/[id]?/show': { fields: ({ person = '' }) => ({ person }), after: 'a reason was given' },
	'POST /console/cases/[id]/tell/[event]/done': { fields: ({ t = '' }) => ({ telling: t }), after: 'this worker recorded it a moment ago' },
	'POST /console/cases/[id]/unlink/[thing]?/theirs': { fields: () => ({}), after: 'somebody said that it is not about them' },
	'POST /console/cases/[id]/hold?/end': { fields: ({ id = '' }) => ({ hold: id }), after: 'a hold was set' },
	'POST /console/cases/[id]/restrict?/add': { fields: ({ id = '' }) => ({ worker: id }), after: 'the case was restricted' },
	'POST /console/cases/[id]/restrict?/end': { fields: ({ id = '' }) => ({ access: id }), after: 'somebody was let in' },
	'POST /console/cases/[id]/restrict?/lift': { fields: ({ id = '' }) => ({ known: id }), after: 'a worker said that they know someone' },
	'POST /console/cases/[id]/restrict?/open': { fields: () => ({}), after: 'the case was restricted' },
	'POST /console/glass?/end': { fields: () => ({ access: nowhere }), after: 'a glass was broken' },
	'POST /console/glass?/on': { fields: () => ({}), after: 'a glass was broken' },
	'POST /console/glass?/ask': { fields: () => ({}), after: 'a case was restricted' },
	'POST /console/keeping/[record]': { fields: () => ({ count: '400' }), after: 'the number was asked for' },
	'POST /console/people/[person]/log?/show': { fields: ({ person = '' }) => ({ person, row: 'h1-1' }), after: 'an entry was kept back' },
	'POST /my/again?/code': { fields: () => ({ code: '123456', to: '' }), after: 'an app was set up; a person has none' },
	...ofStaff('again?/code', () => ({ code: '123456', to: '' }), 'a code of the app was read'),
	...ofStaff('account/passkeys/app', () => ({ code: '123456' }), 'a code of the new app was read'),
	...ofEach('again?/passkey', () => ({ answer: '{}', to: '' }), 'a passkey answered'),
	...ofEach('account/passkeys/add', () => ({ label: 'Key', answer: '{}' }), 'a passkey answered'),
	'POST /console/people?/clear': { fields: () => ({}) },
	'POST /console/people/new?/clear': { fields: () => ({}) }
};

/** What is typed into an empty field, by what its name says. */
const typed: readonly [RegExp, string][] = [
	[/day$/, '9'],
	[/month$/, '6'],
	[/year$/, '2026'],
	[/time$/, '10:00'],
	[/^password$/, demoPassphrase],
	[/word/i, 'lantern'],
	[/reason|note|why/, 'Robin Example asked for this to be so'],
	[/ref/, 'AB/12/26'],
	[/./, 'Robin Example']
];

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
				for (const each of name in all ? [name] : [`${name}-day`, `${name}-month`, `${name}-year`, `${name}-time`])
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

/** Forms whose owner is walked elsewhere, and where: they end what the other forms of this house still need, or ask for what the seed does not hold. */
export const walkedElsewhere: Record<string, string> = {
	'POST /my/account/close': 'tests/cases/close-account.test.ts, tests/e2e/account.e2e.ts',
	'POST /my/again?/password': 'tests/cases/step-up.test.ts, tests/e2e/account.e2e.ts',
	'POST /console/again?/password': 'tests/cases/step-up.test.ts, tests/e2e/account.e2e.ts',
	'POST /agency/again?/password': 'tests/cases/step-up.test.ts, tests/e2e/account.e2e.ts',
	'POST /console/account/passkeys/[factor]': 'tests/cases/passkeys.test.ts, tests/e2e/passkeys.e2e.ts',
	'POST /console/cases/[id]/hold?/set': 'tests/cases/hold.test.ts, tests/e2e/keeping.e2e.ts',
	'POST /console/cases/[id]/restrict?/restrict': 'tests/cases/restricted.test.ts, tests/e2e/restrict.e2e.ts',
	'POST /console/keeping/asked/[task]': 'tests/cases/erase.test.ts, tests/e2e/keeping.e2e.ts',
	'POST /console/people/[person]/log/[row]': 'tests/cases/looks.test.ts, tests/e2e/looks.e2e.ts'
};
