import data from './retention.json' with { type: 'json' };

export const records = [
	'case_served',
	'case_reached',
	'case_unreached',
	'child',
	'complaint',
	'wrong_link',
	'person_alone',
	'self_referral',
	'task_words',
	'feed_raw',
	'feed_row',
	'invitation',
	'outbox',
	'session',
	'challenge',
	'throttle'
] as const;
export type RecordName = (typeof records)[number];
export type Unit = 'days' | 'weeks' | 'months' | 'years';

/** How long one kind of record is kept: days from a moment, between bounds, and what happens then. */
export type Rule = {
	record: RecordName;
	days: number;
	min: number;
	max: number;
	unit: Unit;
	from: string;
	does: 'shred' | 'delete' | 'empty';
	source: string;
	tables: readonly string[];
};

/** The defaults, as data: `retention.json` says for each where it comes from and when that was last checked. */
export const defaults = data.rules as readonly Rule[];
/** What is kept without an end, and why. */
export const keptTables: readonly { tables: readonly string[]; why: string }[] = data.kept;
/** The day on which the sources were last read. */
export const checkedOn: string = data.checkedOn;
/** What nothing in the house makes yet: in the data, so that its rule is there from its first day. */
export const isWaiting = (rule: Rule): boolean => 'startsWith' in rule;

export const isRecord = (text: string): text is RecordName => records.some((one) => one === text);

/** The default rule of a kind of record. */
export function ruleOf(record: RecordName): Rule {
	const rule = defaults.find((one) => one.record === record);
	if (!rule) throw new RangeError(`no rule keeps ${record}`);
	return rule;
}

/** Days kept, by kind of record. */
export type Rules = Readonly<Record<RecordName, number>>;

/** The hub's own choice wins over the default, and never leaves the bounds: a shorter or longer one written past the page is cut to them. */
export function rulesOf(own: readonly { record: string; days: number }[]): Rules {
	const days = (rule: Rule) => own.find(({ record }) => record === rule.record)?.days ?? rule.days;
	const within = (rule: Rule) => Math.min(rule.max, Math.max(rule.min, days(rule)));
	return Object.fromEntries(defaults.map((rule) => [rule.record, within(rule)])) as Rules;
}

/** So many units in days, rounded up: six years are never a day short, whichever leap years lie in them. */
export function daysIn(count: number, unit: Unit): number {
	if (unit === 'years') return Math.ceil(count * 365.25);
	if (unit === 'months') return Math.ceil((count * 92) / 3);
	return unit === 'weeks' ? count * 7 : count;
}

/** The other way round, in whole units: what a page says of a number of days. `daysIn(unitsIn(d, u), u)` is at most d. */
export function unitsIn(days: number, unit: Unit): number {
	if (unit === 'years') return Math.floor(days / 365.25);
	if (unit === 'months') return Math.floor((days * 3) / 92);
	return unit === 'weeks' ? Math.floor(days / 7) : days;
}

/** How long something is kept, in whole units. */
export type Span = { count: number; unit: Unit };

/** A number of days as the page says it for this kind of record. */
export const spanOf = (record: RecordName, days: number): Span => ({
	count: unitsIn(days, ruleOf(record).unit),
	unit: ruleOf(record).unit
});
