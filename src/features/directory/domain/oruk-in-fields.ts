import { longestText, plainText } from './oruk-in-text.ts';

/** Why something of a feed was not taken, as `sources.fault.<name>`. */
export const faultNames = [
	'area',
	'attention',
	'coordinates',
	'database',
	'day',
	'detail',
	'email',
	'empty',
	'id',
	'id_taken',
	'incomplete',
	'json',
	'kind',
	'lang',
	'large',
	'long',
	'many',
	'name',
	'number',
	'organisation',
	'page',
	'person',
	'phone',
	'place_hidden',
	'row',
	'time',
	'total',
	'twice',
	'unknown',
	'url',
	'vanished',
	'where'
] as const;
export type FaultName = (typeof faultNames)[number];
/** Says what was not taken: where, as a JSON pointer, and why. */
export type Note = (at: string, why: FaultName) => void;
/** Reads one field; undefined where it is left out. */
export type Rule = (value: unknown, at: string, note: Note) => unknown;

export type Json = Record<string, unknown>;
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNothing = (value: unknown): boolean => value === null || value === undefined || value === '';

/** What a feed says in words, whether it wrote a text or a number. */
export const wordOf = (value: unknown): string =>
	typeof value === 'string' ? plainText(value) : typeof value === 'number' && Number.isFinite(value) ? String(value) : '';

export const text: Rule = (value, at, note) => {
	if (typeof value !== 'string' && typeof value !== 'number') return void note(at, 'kind');
	const plain = wordOf(value);
	if (typeof value === 'string' && value.length > longestText && plain.length >= longestText - 1) note(at, 'long');
	return plain || undefined;
};

/** A web address anybody may be led to: https or http, a name with a dot, no credentials. One without its scheme gets https. */
export const url: Rule = (value, at, note) => {
	if (typeof value !== 'string') return void note(at, 'kind');
	const plain = value.trim();
	if (plain === '') return undefined;
	const whole =
		/^[a-z][a-z0-9+.-]*:/i.test(plain) && !/^[a-z0-9.-]+\.[a-z]{2,}:\d/i.test(plain) ? plain : `https://${plain.replace(/^\/\//, '')}`;
	const parsed = plain.length <= 2000 && !/\s/.test(plain) ? URL.parse(whole) : null;
	const isSafe =
		parsed && /^https?:$/.test(parsed.protocol) && /^[^.]+(\.[^.]+)+$/.test(parsed.hostname) && !parsed.username && !parsed.password;
	if (!isSafe) return void note(at, 'url');
	// As it was written, where it was written well: a slash added would come back as a change.
	return whole === plain ? plain.toWellFormed() : whole;
};

export const email: Rule = (value, at, note) => {
	if (typeof value !== 'string') return void note(at, 'kind');
	const plain = value.trim().replace(/^mailto:/i, '');
	if (plain === '') return undefined;
	return plain.length <= 254 && /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(plain) ? plain : void note(at, 'email');
};

/** A number somebody can ring: digits as people write them, with an extension, or one of the short ones. */
export const phone: Rule = (value, at, note) => {
	const plain = wordOf(value).replace(/^tel:/i, '').replace(/\s+/g, ' ').trim();
	if (plain === '') return isNothing(value) ? undefined : void note(at, 'phone');
	const digits = plain.replace(/\D/g, '').length;
	const isOne =
		/^[+(]?[\d][\d\s().\-/+]*(\s*(x|ext\.?|extension|option|opt\.?)\s*\d{1,6})?\s*(\([^()]{1,60}\))?$/i.test(plain) &&
		digits >= 3 &&
		digits <= 20;
	return isOne ? plain : void note(at, 'phone');
};

/** A day, `YYYY-MM-DD`; also from an instant, and from the British way to write one. */
export const day: Rule = (value, at, note) => {
	if (typeof value !== 'string') return void note(at, 'kind');
	const plain = value.trim();
	const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(plain);
	const iso = british ? `${british[3]}-${british[2]?.padStart(2, '0')}-${british[1]?.padStart(2, '0')}` : plain.slice(0, 10);
	const is = /^\d{4}-\d{2}-\d{2}$/.test(iso) && (plain.length === 10 || british || /^\d{4}-\d{2}-\d{2}[T ]/.test(plain));
	const made = is ? new Date(`${iso}T00:00:00Z`) : null;
	const isReal = made && !Number.isNaN(made.getTime()) && made.toISOString().startsWith(iso);
	return isReal ? iso : void note(at, 'day');
};

export const instant: Rule = (value, at, note) => {
	if (typeof value !== 'string') return void note(at, 'kind');
	const plain = value.trim();
	const is =
		/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(plain) && !Number.isNaN(Date.parse(plain));
	return is ? plain : void note(at, 'day');
};

/** A time of day, as it was written: `09:00`, `09:00:00`, `9am`. */
export const time: Rule = (value, at, note) => {
	const plain = wordOf(value).trim();
	if (/^([01]\d|2[0-4]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?$/.test(plain)) return plain;
	const spoken = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(plain);
	const half = (spoken?.[3] ?? '').toLowerCase();
	const hour = Number(spoken?.[1]);
	const isHour = spoken && (half ? hour >= 1 && hour <= 12 : hour <= 23 && spoken[2] !== undefined) && Number(spoken[2] ?? 0) < 60;
	if (!isHour) return void note(at, 'time');
	const of24 = half ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour;
	return `${String(of24).padStart(2, '0')}:${spoken[2] ?? '00'}`;
};

/** A number within bounds, also one that was written as a text. */
export const number =
	(least: number, most: number, why: FaultName = 'number'): Rule =>
	(value, at, note) => {
		const given = typeof value === 'string' && value.trim() !== '' ? Number(value.trim().replace(/^£/, '')) : value;
		const is = typeof given === 'number' && Number.isFinite(given) && given >= least && given <= most;
		return is ? given : void note(at, why);
	};

/** One of a list, in small letters; anything else is `otherwise`, and told. */
export const oneOf =
	(list: readonly string[], otherwise?: string): Rule =>
	(value, at, note) => {
		const plain = wordOf(value).trim();
		const found = list.find((each) => each.toLowerCase() === plain.toLowerCase());
		if (found === undefined) note(at, 'unknown');
		return found ?? otherwise;
	};

const deepest = 8;
const mostItems = 200;
/**
 * A field that nobody here reads, kept as it came (T33) as far as it can be stored: texts made plain and bounded, no deeper than eight, no longer than 200.
 */
export function asItCame(value: unknown, at: string, note: Note, depth = 0): unknown {
	if (typeof value === 'string') return text(value, at, note);
	if (typeof value === 'boolean') return value;
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'object' || value === null) return undefined;
	if (depth >= deepest) return void note(at, 'large');
	if (Array.isArray(value)) {
		if (value.length > mostItems) note(at, 'many');
		return value.slice(0, mostItems).flatMap((each: unknown, place) => {
			const kept = asItCame(each, `${at}/${place}`, note, depth + 1);
			return kept === undefined ? [] : [kept];
		});
	}
	const out: Json = {};
	for (const [key, each] of Object.entries(value).slice(0, mostItems)) {
		const name = plainName(key);
		const kept = name === null ? undefined : asItCame(each, `${at}/${pointed(key)}`, note, depth + 1);
		if (name !== null && kept !== undefined) out[name] = kept;
	}
	return out;
}

/** A name that can be kept as one; null for what would be no plain field. */
export const plainName = (key: string): string | null => {
	const name = plainText(key).slice(0, 100);
	return name === '' || name in Object.prototype ? null : name;
};
/** A name inside a JSON pointer (RFC 6901), bounded. */
export const pointed = (key: string): string =>
	key.toWellFormed().replaceAll('\0', '').slice(0, 60).replace(/~/g, '~0').replace(/\//g, '~1');

/** The fields of an object by their rules; what has none is kept as it came, or left out where only what is known may stay (`null` drops a field). */
export function fieldsOf(raw: Json, rules: Readonly<Record<string, Rule | null>>, at: string, note: Note, isStrict = false): Json {
	const out: Json = {};
	for (const key of Object.keys(raw).slice(0, mostItems)) {
		const value = raw[key];
		if (isNothing(value)) continue;
		const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
		if (rule === null || (rule === undefined && isStrict)) continue;
		const name = rule ? key : plainName(key);
		if (name === null) continue;
		const where = `${at}/${rule ? key : pointed(key)}`;
		const kept = rule ? rule(value, where, note) : asItCame(value, where, note);
		if (kept !== undefined) out[name] = kept;
	}
	return out;
}
