import { everywhere, isAccess, isAudience, isCrime, isNeed, isWay } from './codes.ts';
import { noFacets, type Facets } from './facets.ts';
import { fold } from './fold.ts';
import { areasServed } from './oruk-in-areas.ts';
import { isObject, wordOf, type Json, type Note } from './oruk-in-fields.ts';
import { langOf } from './oruk-in-langs.ts';
import { objectsIn } from './oruk-in-shape.ts';
import { isMeaning, usualMeaning } from './oruk-in-terms.ts';
import { ours, vocabulary } from './vocabulary.ts';
import { areaOf, townOf } from './places.ts';

/** A word of a taxonomy that a service carries. */
export type TermUsed = { vocabulary: string; term: string; name: string };
/** What a word means here: codes; null where nobody has said, undefined where it is new. */
export type MeaningOf = (term: TermUsed) => readonly string[] | null | undefined;

/** The word of an attribute. */
export function termOf(attribute: Json): TermUsed | null {
	const term = isObject(attribute['taxonomy_term']) ? attribute['taxonomy_term'] : null;
	if (!term) return null;
	const [code, name] = [wordOf(term['term']) || wordOf(term['code']), wordOf(term['name'])];
	const key = code || wordOf(term['term_uri']) || name || wordOf(term['id']);
	return key ? { vocabulary: wordOf(term['taxonomy']).slice(0, 200), term: key.slice(0, 200), name: (name || key).slice(0, 200) } : null;
}
/** The code that a term of our own vocabulary stands for, `need.home`; null where it is not ours. */
function ownCode(attribute: Json): string | null {
	const term = isObject(attribute['taxonomy_term']) ? attribute['taxonomy_term'] : {};
	const uri = wordOf(term['term_uri']);
	if (wordOf(attribute['link_type']) !== ours) return null;
	if (uri.startsWith(vocabulary)) return uri.slice(vocabulary.length).replace('/', '.');
	return wordOf(term['taxonomy']).startsWith(vocabulary) ? wordOf(term['term']) : null;
}

/** Puts one code into the facets; one without a place there is no code of ours. */
function put(facets: Facets, code: string): void {
	const at = code.indexOf('.');
	const [kind, value] = [code.slice(0, at), code.slice(at + 1)];
	const add = <T>(list: T[], one: T) => void (list.includes(one) || list.push(one));
	if (kind === 'need' && isNeed(value)) add(facets.needs, value);
	else if (kind === 'crime' && isCrime(value)) add(facets.crimes, value);
	else if (kind === 'for' && isAudience(value)) add(facets.forWhom, value);
	else if (kind === 'way' && isWay(value)) add(facets.ways, value);
	else if (kind === 'access' && isAccess(value)) add(facets.access, value);
	else if (kind === 'lang' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value)) add(facets.langs, value);
	else if (kind === 'area' && (value === everywhere || areaOf(value))) add(facets.areas, value);
	else if (kind === 'town' && townOf(value)) add(facets.towns, value);
	else if (kind === 'scope' && (value === 'lives' || value === 'happened' || value === 'either')) facets.scope = value;
	else if (kind === 'bank' && (value === 'open' || value === 'closed' || value === 'unknown')) facets.bankHolidays = value;
	else if (code === 'is.free') facets.isFree = true;
	else if (code === 'is.unreported') facets.needsNoReport = true;
	else if (code === 'is.witnesses') facets.takesWitnesses = true;
}

/** Facets that a house of ours wrote into the standard: nothing is guessed beside them (T33). `value` and `label` say what a code alone cannot. */
function ownFacets(own: readonly Json[], facets: Facets): void {
	for (const attribute of own) {
		const code = ownCode(attribute) ?? '';
		const [value, label] = [wordOf(attribute['value']), wordOf(attribute['label'])];
		const capacity = /^capacity\.(open|waiting|full)$/.exec(code)?.[1];
		const [, on, weeks] = /^(\d{4}-\d\d-\d\d)(?:\/P(\d{1,3})W)?$/.exec(value) ?? [];
		if (code === 'text.keyword' && value) facets.keywords.push(value.slice(0, 60));
		else if (code === 'text.summary' && /^[A-Za-z-]{2,20}$/.test(label)) facets.summaries[label] = value.slice(0, 300);
		else if (capacity && on)
			facets.capacity = { state: capacity as 'open' | 'waiting' | 'full', weeks: weeks === undefined ? null : Number(weeks), on };
		else put(facets, code);
	}
}

const isFreeText = (text: string): boolean =>
	/^(this service is |it is |service is )?(free|no charge|no cost|none|nil|n\/a|am ddim|£?0(\.00)?)\b(?! for | to )/.test(fold(text));
function isFree(service: Json): boolean {
	const costs = objectsIn(service['cost_options']);
	if (costs.some(({ amount }) => typeof amount === 'number' && amount > 0)) return false;
	const said = costs.map((cost) => wordOf(cost['option']) || wordOf(cost['amount_description']));
	return (
		isFreeText(wordOf(service['fees'])) ||
		(costs.length > 0 && costs.every((cost, at) => cost['amount'] === 0 || isFreeText(said[at] ?? '')))
	);
}

function spokenIn(service: Json, facets: Facets, note: Note): void {
	const lists = [objectsIn(service['languages']), ...objectsIn(service['phones']).map((phone) => objectsIn(phone['languages']))];
	for (const [list, languages] of lists.entries())
		for (const [at, language] of languages.entries()) {
			const words = [wordOf(language['code']), wordOf(language['name'])].filter((word) => word !== '');
			const found = words.map(langOf).find((code) => code !== null);
			if (found === 'bfi') put(facets, 'access.bsl');
			else if (found) put(facets, `lang.${found}`);
			else if (words.length && list === 0) note(`/languages/${at}`, 'lang');
		}
}

const accessWords: [RegExp, string][] = [
	[/step[- ]free|wheelchair|level access|ramp/, 'access.step_free'],
	[/(induction|hearing) loop/, 'access.loop'],
	[/sign language|\bbsl\b/, 'access.bsl'],
	[/easy read/, 'access.easy_read'],
	[/interpret/, 'access.interpreter']
];
const attending: [RegExp, string][] = [
	[/in[- ]person|face[- ]to[- ]face|drop[- ]in|venue/, 'way.person'],
	[/online|video|virtual/, 'way.online'],
	[/phone/, 'way.phone'],
	[/home visit/, 'access.home_visits'],
	[/outreach/, 'way.outreach']
];

function reachedBy(service: Json, locations: readonly Json[], facets: Facets): void {
	const hours = [service, ...locations].flatMap((each) => objectsIn(each['schedules']));
	if (objectsIn(service['phones']).length) put(facets, 'way.phone');
	if (service['email'] !== undefined) put(facets, 'way.email');
	if (service['url'] !== undefined) put(facets, 'way.online');
	const said = fold(
		[service['attending_type'], service['attending_access'], ...hours.map((each) => each['attending_type'])].map(wordOf).join(' ')
	);
	for (const [words, code] of attending) if (words.test(said)) put(facets, code);
	if (
		locations.some(
			(place) => place['location_type'] !== 'virtual' && place['location_type'] !== 'postal' && objectsIn(place['addresses']).length
		)
	)
		put(facets, 'way.person');
	const access = locations.flatMap((place) =>
		objectsIn(place['accessibility']).map((each) => fold(`${wordOf(each['description'])} ${wordOf(each['details'])}`))
	);
	for (const [words, code] of accessWords)
		if (access.some((text) => words.test(text) && !/\b(no|not|without)\b[^.]{0,20}$/.test(text.slice(0, text.search(words)))))
			put(facets, code);
	const closed = hours.map((each) => fold(`${wordOf(each['description'])} ${wordOf(each['notes'])}`));
	if (closed.some((text) => /(not available|closed|except)[^.]{0,20}(public|bank) holiday/.test(text))) facets.bankHolidays = 'closed';
}

function ofAge(service: Json, facets: Facets): void {
	const [least, greatest] = [service['minimum_age'], service['maximum_age']];
	if (typeof greatest === 'number' && greatest > 0 && greatest <= 17) put(facets, 'for.children');
	if (typeof greatest === 'number' && greatest <= 25 && greatest >= 16 && typeof least === 'number' && least >= 10)
		put(facets, 'for.young');
	if (typeof least === 'number' && least >= 50) put(facets, 'for.older');
	for (const code of usualMeaning(wordOf(service['eligibility_description'])) ?? []) if (code.startsWith('for.')) put(facets, code);
}

export type FacetsRead = { facets: Facets; terms: TermUsed[]; isSaidRefuge: boolean };

/**
 * What a service of a feed is by our own codes: words that somebody mapped, or that well-known vocabularies use, then languages, costs, ages, ways and areas
 * as the standard writes them. Words that mean nothing here yet become keywords, so that they are found all the same.
 */
export function facetsOf(
	service: Json,
	locations: readonly Json[],
	meaningOf: MeaningOf,
	note: Note,
	isHidden: (facets: Facets, isSaid: boolean) => boolean
): FacetsRead {
	const facets = noFacets();
	const attributes = objectsIn(service['attributes']);
	const own = attributes.filter((each) => ownCode(each) !== null);
	if (own.length) {
		ownFacets(own, facets);
		spokenIn(service, facets, note);
		return { facets, terms: [], isSaidRefuge: own.some((each) => ownCode(each) === 'is.refuge') };
	}
	const terms: TermUsed[] = [];
	let isSaidRefuge = false;
	const mean = (attribute: Json, isPlace: boolean) => {
		const term = termOf(attribute);
		if (!term) return;
		terms.push(term);
		const codes = meaningOf(term) ?? usualMeaning(term.name);
		if (codes === null && !isPlace && facets.keywords.length < 20) facets.keywords.push(term.name.slice(0, 60));
		for (const code of codes ?? []) {
			if (code === 'is.refuge') isSaidRefuge = true;
			else if (isMeaning(code) && (!isPlace || code.startsWith('access.'))) put(facets, code);
		}
	};
	for (const attribute of attributes) mean(attribute, false);
	for (const attribute of locations.flatMap((place) => objectsIn(place['attributes']))) mean(attribute, true);
	facets.isFree ||= isFree(service);
	spokenIn(service, facets, note);
	ofAge(service, facets);
	reachedBy(service, locations, facets);
	Object.assign(facets, areasServed(service, locations, isHidden(facets, isSaidRefuge), note));
	return { facets, terms, isSaidRefuge };
}
