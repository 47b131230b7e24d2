import { accesses, audiences, crimes, needs, ways } from './codes.ts';
import { contactsFrom, phonesFrom, placesFrom, withFields } from './entry-rows-from.ts';
import { formOf, hourField, summaryLangs, type EntryForm, type ListField, type TextField } from './entry-form.ts';
import { schedulesOf, stretches, timeOf, weekdays, type Open, type Weekday } from './entry-hours.ts';
import { noFacets, type Facets } from './facets.ts';
import { townNamed } from './entry-towns.ts';
import { townOf } from './places.ts';
import type { CostDoc, Entry, LanguageDoc, ScheduleDoc, ServiceDoc } from './record.ts';

/** What the rules cannot know by themselves: new ids, and the day. */
export type Made = { newId: () => string; today: string };
/** What was there before, and whether fields say something else now. */
export type Before = { form: EntryForm; isSame: (...fields: (TextField | ListField)[]) => boolean };

const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();
const listKey = (list: readonly string[]) => [...new Set(list)].sort().join('\n');

/** Compares a form with what was shown in it. A browser's line ends and spaces at the ends are no change. */
export function compared(form: EntryForm, was: EntryForm): Before {
	const isSame = (field: TextField | ListField) => {
		const [a, b] = [form[field], was[field]];
		return typeof a === 'string' || typeof b === 'string' ? plain(String(a)) === plain(String(b)) : listKey(a) === listKey(b);
	};
	return { form, isSame: (...fields) => fields.every(isSame) };
}

/** An entry of which nothing is known yet. */
export const newEntry = ({ newId }: Made): Entry => ({
	service: { id: newId(), name: '', status: 'active' },
	organisation: { id: newId(), name: '', description: '' },
	at: [],
	contacts: [],
	facets: noFacets(),
	isConfidential: false,
	assuredOn: null,
	checkedOn: null
});

/**
 * The entry that a form means. A field that says what it said before leaves its part of the entry exactly as it was, and so does everything that the form has no
 * field for: a form sent back unchanged gives the same entry. The form is valid (`entry-schema.ts`).
 */
export function entryFrom(form: EntryForm, base: Entry, made: Made): Entry {
	const before = compared(form, formOf(base));
	const name = before.isSame('organisation') ? base.organisation.name : form.organisation;
	// The standard asks for a description of the organisation; without one of its own the name must do.
	const described = base.organisation.description || name;
	return {
		...base,
		service: serviceFrom(before, base.service, made),
		organisation: before.isSame('organisation') ? base.organisation : { ...base.organisation, name, description: described },
		at: placesFrom(before, base, made),
		contacts: contactsFrom(before, base.contacts, made),
		facets: facetsFrom(before, base.facets, made),
		isConfidential: form.refuge === 'yes'
	};
}

function serviceFrom(before: Before, base: ServiceDoc, made: Made): ServiceDoc {
	const { form, isSame } = before;
	const text = (field: TextField, old: string | undefined) => (isSame(field) ? old : plain(form[field]) || undefined);
	const number = (field: TextField, old: number | undefined) =>
		isSame(field) ? old : form[field] === '' ? undefined : Number(form[field]);
	return withFields(base, {
		name: text('name', base.name) ?? '',
		status: form.status as ServiceDoc['status'],
		description: text('description', base.description),
		email: text('email', base.email),
		url: isSame('url') ? base.url : webOf(form.url),
		fees: text('fees', base.fees),
		minimum_age: number('ageFrom', base.minimum_age),
		maximum_age: number('ageTo', base.maximum_age),
		phones: phonesFrom(before, base.phones, made),
		schedules: hoursFrom(before, base.schedules, made),
		languages: isSame('langs') ? base.languages : languagesFrom(form.langs, base.languages ?? [], made),
		cost_options: isSame('amount') ? base.cost_options : costFrom(form.amount, base.cost_options ?? [], made)
	});
}

/** An address of the web as people type it, with its scheme. */
const webOf = (typed: string): string | undefined => (!typed ? undefined : /^https?:\/\//i.test(typed) ? typed : `https://${typed}`);

function hoursFrom({ form, isSame }: Before, base: ScheduleDoc[] | undefined, { newId }: Made): ScheduleDoc[] | undefined {
	const fields = weekdays.flatMap((day) => stretches.flatMap((at) => [hourField(day, at, 'from'), hourField(day, at, 'to')]));
	if (isSame(...fields)) return base;
	const week = Object.fromEntries(
		weekdays.map((day) => {
			const open = stretches.flatMap((at): Open[] => {
				const [from, to] = [timeOf(form[hourField(day, at, 'from')]), timeOf(form[hourField(day, at, 'to')])];
				return from && to ? [{ from, to }] : [];
			});
			return [day, open];
		})
	) as Record<Weekday, Open[]>;
	const schedules = schedulesOf(week, base ?? [], newId);
	return schedules.length ? schedules : undefined;
}

/** The standard's own list of languages follows ours; what it says of one that stays is kept. */
function languagesFrom(langs: readonly string[], base: readonly LanguageDoc[], { newId }: Made): LanguageDoc[] | undefined {
	const kept = base.filter(({ code }) => code === undefined || langs.includes(code));
	const added = langs.filter((lang) => !kept.some(({ code }) => code === lang)).map((code) => ({ id: newId(), code }));
	return kept.length + added.length ? [...kept, ...added] : undefined;
}

function costFrom(amount: string, base: readonly CostDoc[], { newId }: Made): CostDoc[] | undefined {
	const [first, ...rest] = base;
	if (amount !== '') return [{ ...(first ?? { id: newId(), currency: 'GBP' }), amount: Number(amount) }, ...rest];
	return rest.length ? rest : undefined;
}

const linesIn = (text: string): string[] =>
	[
		...new Set(
			plain(text)
				.split('\n')
				.map((line) => line.trim())
		)
	].filter(Boolean);

function facetsFrom({ form, isSame }: Before, base: Facets, { today }: Made): Facets {
	/** In the order of our own list; codes that the form does not show are kept. */
	const codes = <Code extends string>(field: ListField, list: readonly Code[], old: Code[]): Code[] =>
		isSame(field) ? old : [...list.filter((code) => form[field].includes(code)), ...old.filter((code) => !list.includes(code))];
	const summaries = Object.fromEntries(
		summaryLangs.flatMap((lang) => {
			const [field, old] = [`summary-${lang}` as const, base.summaries[lang]];
			const text = isSame(field) ? old : plain(form[field]) || undefined;
			return text === undefined ? [] : [[lang, text]];
		})
	);
	const others = Object.entries(base.summaries).filter(([lang]) => !(summaryLangs as readonly string[]).includes(lang));
	const unnamed = base.towns.filter((code) => !townOf(code));
	const capacity =
		form.capacity === ''
			? null
			: { state: form.capacity as 'open', weeks: form.weeks === '' || form.capacity === 'full' ? null : Number(form.weeks), on: today };
	return {
		...base,
		needs: codes('needs', needs, base.needs),
		crimes: codes('crimes', crimes, base.crimes),
		forWhom: codes('forWhom', audiences, base.forWhom),
		ways: codes('ways', ways, base.ways),
		access: codes('access', accesses, base.access),
		langs: isSame('langs') ? base.langs : [...new Set(form.langs)],
		areas: isSame('areas') ? base.areas : [...new Set(form.areas)],
		towns: isSame('towns') ? base.towns : [...linesIn(form.towns).flatMap((line) => townNamed(line, form.areas)?.code ?? []), ...unnamed],
		scope: form.scope as Facets['scope'],
		takesWitnesses: form.witnesses === 'yes',
		needsNoReport: form.unreported === 'yes',
		isFree: form.free === 'yes',
		bankHolidays: form.holidays as Facets['bankHolidays'],
		capacity: isSame('capacity', 'weeks') ? base.capacity : capacity,
		keywords: isSame('tags') ? base.keywords : linesIn(form.tags),
		summaries: { ...Object.fromEntries(others), ...summaries }
	};
}
