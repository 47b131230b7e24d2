import { z } from 'zod';
import { accesses, audiences, crimes, criteria, everywhere, needs, ways } from './domain/codes.ts';
import { phoneRows, placeField, placeParts, placeRows, plainFields, statuses, summaryLangs, type EntryForm } from './domain/entry-form.ts';
import { hourField } from './domain/entry-form.ts';
import { stretches, timeOf, weekdays } from './domain/entry-hours.ts';
import { townNamed } from './domain/entry-towns.ts';
import { onMap } from './domain/map.ts';
import { forceAreas } from './domain/places.ts';
import { addMonths, dayNumber, type Day } from '#shared/london.ts';

const line = (max: number) => z.string('entries.field.text').trim().max(max, 'entries.field.long').default('');
const needed = (max: number, key: string) => line(max).pipe(z.string().min(1, key));
const pick = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values, 'entries.field.choose');
const box = z.enum(['', 'yes'], 'entries.field.choose').default('');
const several = <const T extends readonly string[]>(values: T) =>
	z.union([z.array(z.enum(values)), z.enum(values).transform((one) => [one])], 'entries.field.choose').default([]);
const lang = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'entries.field.choose');

const long: Partial<Record<(typeof plainFields)[number], number>> = { description: 6000, towns: 2000, tags: 1500, url: 500, fees: 300 };
const entries = <Key extends string, Type>(keys: readonly Key[], make: (key: Key) => Type) =>
	Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, Type>;
const hourFields = weekdays.flatMap((day) => stretches.flatMap((at) => (['from', 'to'] as const).map((end) => hourField(day, at, end))));
const phoneFields = phoneRows.flatMap((row) => [`phone-${row}`, `phone-${row}-what`] as const);
const placeFields = placeRows.flatMap((row) => placeParts.map((part) => placeField(row, part)));

const shape = {
	...entries(plainFields, (field) => line(long[field] ?? 200)),
	...entries(
		summaryLangs.map((each) => `summary-${each}` as const),
		() => line(300)
	),
	...entries(hourFields, () => line(8)),
	...entries(phoneFields, () => line(120)),
	...entries(placeFields, () => line(120)),
	name: needed(200, 'entries.error.name'),
	organisation: needed(200, 'entries.error.organisation'),
	status: pick(statuses).default('active'),
	scope: pick(['lives', 'happened', 'either']).default('either'),
	free: pick(['yes', 'no']).default('no'),
	holidays: pick(['open', 'closed', 'unknown']).default('unknown'),
	capacity: pick(['', 'open', 'waiting', 'full']).default(''),
	witnesses: box,
	unreported: box,
	refuge: box,
	needs: several(needs),
	crimes: several(crimes),
	forWhom: several(audiences),
	ways: several(ways),
	access: several(accesses),
	langs: z.union([z.array(lang), lang.transform((one) => [one])], 'entries.field.choose').default([]),
	areas: several([everywhere, ...forceAreas.map(({ code }) => code)]).refine((list) => list.length > 0, 'entries.error.areas'),
	/** The version of the entry that the form was filled from: two who change it at once must see each other. */
	base: z.coerce.number('entries.error.again').int().min(0).max(1e9).default(0),
	/** The console only: which partner may change it, and whether everybody sees it. */
	agency: z.union([z.literal(''), z.uuid('entries.field.choose')], 'entries.field.choose').default(''),
	shown: box
};
type Shape = z.infer<z.ZodObject<typeof shape>>;
type Say = (field: string, key: string) => void;

const isEmail = (text: string) => text === '' || z.email().safeParse(text).success;
const isPhone = (text: string) => text === '' || (/\d{3}/.test(text.replace(/[\s()+.-]/g, '')) && !/\p{L}/u.test(text));
const isWeb = (text: string) => {
	if (!text) return true;
	try {
		const { protocol, hostname } = new URL(/^[a-z]+:/i.test(text) ? text : `https://${text}`);
		return /^https?:$/.test(protocol) && hostname.includes('.');
	} catch {
		return false;
	}
};
const isCount = (text: string, most: number) => text === '' || (/^\d{1,3}$/.test(text) && Number(text) <= most);

function checkReach(form: Shape, say: Say): void {
	for (const row of phoneRows) {
		if (!isPhone(form[`phone-${row}`])) say(`phone-${row}`, 'entries.error.phone');
		if (form[`phone-${row}-what`] && !form[`phone-${row}`]) say(`phone-${row}`, 'entries.error.phone.needed');
	}
	if (!isPhone(form.askPhone)) say('askPhone', 'entries.error.phone');
	for (const field of ['email', 'askEmail'] as const) if (!isEmail(form[field])) say(field, 'entries.error.email');
	if (!isWeb(form.url)) say('url', 'entries.error.url');
}

function checkHours(form: Shape, say: Say): void {
	for (const day of weekdays)
		for (const at of stretches) {
			const [start, end] = [hourField(day, at, 'from'), hourField(day, at, 'to')];
			const [from, to] = [timeOf(form[start]), timeOf(form[end])];
			if (!form[start] && !form[end]) continue;
			if (!from) say(start, 'entries.error.time');
			else if (!to) say(end, 'entries.error.time');
			else if (to <= from) say(end, 'entries.error.later');
		}
}

function checkPlaces(form: Shape, say: Say): void {
	for (const row of placeRows) {
		const value = (part: (typeof placeParts)[number]) => form[placeField(row, part)];
		if (value('post') && !/^[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}$/i.test(value('post')))
			say(placeField(row, 'post'), 'entries.error.postcode');
		const [lat, lon] = [value('lat'), value('lon')];
		if ((lat || lon) && (!lat || !lon || onMap(Number(lat), Number(lon)) === null))
			say(placeField(row, lat ? 'lon' : 'lat'), 'entries.error.coordinates');
	}
	const unknown = form.towns.split('\n').filter((each) => each.trim() && !townNamed(each.trim(), form.areas));
	if (unknown.length) say('towns', 'entries.error.town');
}

function checkNumbers(form: Shape, say: Say): void {
	if (form.amount && !/^\d{1,6}(\.\d{1,2})?$/.test(form.amount)) say('amount', 'entries.error.amount');
	for (const field of ['ageFrom', 'ageTo'] as const) if (!isCount(form[field], 120)) say(field, 'entries.error.age');
	if (form.ageFrom && form.ageTo && Number(form.ageFrom) > Number(form.ageTo)) say('ageTo', 'entries.error.ages');
	if (!isCount(form.weeks, 200)) say('weeks', 'entries.error.weeks');
}

/** The form of one entry, in the console and at a partner. Nothing is needed but a name, whose it is, and where it is for. */
export const entryForm = z.object(shape).superRefine((form, context) => {
	const say: Say = (field, message) => context.addIssue({ code: 'custom', path: [field], message });
	for (const check of [checkReach, checkHours, checkPlaces, checkNumbers]) check(form, say);
});
export type SentEntry = z.infer<typeof entryForm>;
/** The part of what was sent that says what the entry is. */
export const entryIn = (sent: SentEntry): EntryForm => sent as EntryForm;

const dayOfBoxes = (day: string, month: string, year: string): Day | null => {
	const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	try {
		dayNumber(text);
		return text;
	} catch {
		return null;
	}
};
const boxes = (name: 'from' | 'until') => ({ [`${name}-day`]: line(2), [`${name}-month`]: line(2), [`${name}-year`]: line(4) });

/** An accreditation: what was found, by whom, on what evidence, from when until when, three years at most (T40). */
export const accreditForm = z
	.object({
		criteria: several(criteria).refine((list) => list.length > 0, 'entries.error.criteria'),
		assessor: needed(200, 'entries.error.assessor'),
		evidence: needed(2000, 'entries.error.evidence'),
		...(boxes('from') as Record<'from-day' | 'from-month' | 'from-year', ReturnType<typeof line>>),
		...(boxes('until') as Record<'until-day' | 'until-month' | 'until-year', ReturnType<typeof line>>)
	})
	.transform((form, context) => {
		const say = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
		const from = dayOfBoxes(form['from-day'], form['from-month'], form['from-year']);
		const until = dayOfBoxes(form['until-day'], form['until-month'], form['until-year']);
		if (!from) say('from-day', 'entries.error.date');
		if (!until) say('until-day', 'entries.error.date');
		if (from && until && until < from) say('until-day', 'entries.error.until');
		if (from && until && until > addMonths(from, 36)) say('until-day', 'entries.error.threeYears');
		return { criteria: form.criteria, assessor: form.assessor, evidence: form.evidence, from: from ?? '', until: until ?? '' };
	});
export type Accredit = z.infer<typeof accreditForm>;

/** A decision about a change that waits: agreed, or sent back with a note. `on` is the version it was compared with. */
export const decideForm = z
	.object({
		decision: z.enum(['agree', 'back'], 'entries.error.decision'),
		note: line(1000),
		on: z.coerce.number('entries.error.again').int()
	})
	.superRefine(({ decision, note }, context) => {
		if (decision === 'back' && !note) context.addIssue({ code: 'custom', path: ['note'], message: 'entries.error.note' });
	});
export type Decide = z.infer<typeof decideForm>;

/** A button and nothing else. */
export const pressForm = z.object({});
export const endForm = z.object({ accreditation: z.uuid('entries.error.again') });
