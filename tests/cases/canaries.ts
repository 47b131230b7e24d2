import { cases } from '#demo/cases.ts';
import { feedReferences } from '#demo/feed.ts';
import { people, workers } from '#demo/people.ts';
import { demoPassphrase } from '#demo/passphrase.ts';
import { demoSignIn } from '#demo/seed.ts';
import { normalEmail, normalName, normalPhone, normalReference, normalSignIn } from '#server/crypto/normal.ts';

/** A text that may stand nowhere in the database; `why` says what it is, for whoever reads the failure. */
export type Canary = { why: string; text: string };

const digits = (text: string) => text.replace(/\D/g, '');
/** A name, and each part of it that is long enough not to stand in other words by chance. */
const names = (why: string, name: string): Canary[] =>
	[name, normalName(name), ...name.split(/\s+/), ...normalName(name).split(' ')]
		.filter((part) => part.length > 3)
		.map((text) => ({ why, text }));
const phone = (why: string, value: string): Canary[] => [
	{ why, text: value },
	{ why, text: digits(value) },
	{ why, text: normalPhone(value) },
	{ why, text: digits(normalPhone(value)) }
];
const way = (key: string, { kind, value }: (typeof people)[number]['ways'][number]): Canary[] => {
	const why = `${kind} of ${key}`;
	if (kind === 'phone' || kind === 'text') return phone(why, value);
	if (kind === 'email') return [value, normalEmail(value)].map((text) => ({ why, text }));
	// An address, and its first line, which alone leads to a door.
	return [value, value.split(',')[0] ?? value].map((text) => ({ why, text }));
};

/** Everything about the ten people and the six who work that must never be readable in a copy of the database, taken from what seeds it: new demo data is covered. */
export function canaries(borns: readonly string[]): Canary[] {
	const all = [
		...people.flatMap(({ key, name, ways, preference, risk }) => [
			...names(`name of ${key}`, name),
			...ways.flatMap((one) => way(key, one)),
			...Object.entries(preference.words ?? {}).map(([what, text]) => ({ why: `${what} of ${key}`, text })),
			...(risk ? [{ why: `why ${key} is at risk`, text: risk.reason }] : [])
		]),
		...workers.flatMap(({ key, name }) => names(`name of ${key}`, name)),
		...[...people, ...workers].flatMap(({ key }) =>
			[demoSignIn(key), normalSignIn(demoSignIn(key))].map((text) => ({ why: `sign-in name of ${key}`, text }))
		),
		...cases.flatMap(({ key, references, tellings, tasks }) => [
			...references.flatMap(({ ref }) =>
				typeof ref === 'string' ? [ref, normalReference(ref)].map((text) => ({ why: `reference of ${key}`, text })) : []
			),
			...tellings.flatMap(({ note }) => (note ? [{ why: `note about ${key}`, text: note }] : [])),
			...tasks.flatMap(({ detail }) => (detail ? [{ why: `task of ${key}`, text: detail }] : []))
		]),
		...feedReferences().map((text) => ({ why: 'reference of the police feed', text })),
		...borns.map((text) => ({ why: 'date of birth', text })),
		{ why: 'password', text: demoPassphrase },
		{ why: 'password', text: normalSignIn(demoPassphrase) }
	];
	const once = new Map(all.filter(({ text }) => text).map((one) => [one.text.toLowerCase(), one]));
	return [...once.values()];
}

/** A text as base64 may show it: at each of the three places where it can begin in a group of three bytes, without the letters that its neighbours decide. */
function base64Of(text: string): string[] {
	return [0, 1, 2].map((lead) => {
		const bytes = Buffer.concat([Buffer.alloc(lead), Buffer.from(text, 'utf8')]);
		const end = Math.floor((bytes.length * 8) / 6);
		return bytes.toString('base64').slice(Math.ceil((lead * 8) / 6), end);
	});
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/**
 * One search for all: a dump is long, and the canaries are many. The longest first, or a first name would hide the sign-in name that begins with it. Letters and
 * digits beside a name make it another word.
 */
const anyOf = (texts: readonly string[], isWord: boolean, flags: string) =>
	new RegExp(
		`${isWord ? '(?<![\\p{L}\\p{N}])' : ''}(?:${texts
			.toSorted((one, other) => other.length - one.length)
			.map(escape)
			.join('|')})${isWord ? '(?![\\p{L}\\p{N}])' : ''}`,
		`gu${flags}`
	);

/** Which canaries a dump holds: as text in any case, as hex of their bytes, or as base64. */
export function found(dump: string, all: readonly Canary[]): string[] {
	const hits = new Set<string>();
	const look = (how: string, forms: Map<string, Canary>, isWord: boolean, flags: string) => {
		for (const [hit] of dump.matchAll(anyOf([...forms.keys()], isWord, flags)))
			hits.add(`${how}: ${forms.get(flags ? hit.toLowerCase() : hit)?.why ?? '?'}`);
	};
	look('text', new Map(all.map((one) => [one.text.toLowerCase(), one])), true, 'i');
	const cased = all.flatMap((one) => [one.text, one.text.toLowerCase(), one.text.toUpperCase()].map((text) => [text, one] as const));
	look('hex', new Map(cased.map(([text, one]) => [Buffer.from(text).toString('hex'), one])), false, 'i');
	// Fewer than eight letters of base64 stand in random bytes by chance.
	const coded = cased.flatMap(([text, one]) => base64Of(text).map((code) => [code, one] as const)).filter(([code]) => code.length >= 8);
	look('base64', new Map(coded), false, '');
	return [...hits].sort();
}
