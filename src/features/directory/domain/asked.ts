import { isAudience, isCrime, isNeed, isWay, type Audience, type Crime, type Need, type Way } from './codes.ts';
import { areaOf, townOf } from './places.ts';
import { withoutPostcodes } from './read-place.ts';

/** What somebody looks for: words, and one choice of each filter. */
export type Asked = {
	q: string;
	need: Need | null;
	crime: Crime | null;
	forWhom: Audience | null;
	way: Way | null;
	lang: string | null;
	area: string | null;
	/** With its area in `area`. */
	town: string | null;
	/** The first half of a postcode, as far as it was used. */
	district: string | null;
	/** Places it may have meant, as 'area.x' and 'town.y': the page asks which. */
	places: readonly string[];
	/** A place was named that we do not know. What was typed is not kept: it could be somebody's street. */
	isLost: boolean;
	isOpen: boolean;
	isFree: boolean;
	isUnreported: boolean;
	/** The nearest first, where a town is chosen. */
	isNear: boolean;
};

/** No question is longer: beyond, nobody typed it. */
export const longestWords = 200;
/** Languages one can ask for, the ones most spoken in England and Wales first; names are in the words (`codes.lang.*`). */
export const spokenChoices = [
	...['bfi', 'cy', 'ar', 'bn', 'ckb', 'es', 'fa', 'fr', 'gu', 'hi', 'hu', 'it', 'lt', 'pa', 'pl', 'ps', 'pt', 'ro', 'ru', 'so', 'ta', 'ti'],
	...['tr', 'uk', 'ur', 'vi', 'yue', 'zh']
] as const;

export const nothingAsked: Asked = {
	q: '',
	need: null,
	crime: null,
	forWhom: null,
	way: null,
	lang: null,
	area: null,
	town: null,
	district: null,
	places: [],
	isLost: false,
	isOpen: false,
	isFree: false,
	isUnreported: false,
	isNear: false
};

/** The filters as short codes, for an address: `need.home`, `is.free`. */
export function codesOf(asked: Asked): string[] {
	const { need, crime, forWhom, way, lang, area, town, district, places } = asked;
	const named = { need, crime, for: forWhom, way, lang, area, town, district };
	const facts = { lost: asked.isLost, open: asked.isOpen, free: asked.isFree, unreported: asked.isUnreported, near: asked.isNear };
	return [
		...Object.entries(named).flatMap(([kind, value]) => (value ? [`${kind}.${value}`] : [])),
		...Object.entries(facts).flatMap(([fact, holds]) => (holds ? [`is.${fact}`] : [])),
		...places.map((place) => `or.${place}`)
	];
}

/** Reads words and short codes back. What is no code of ours is left out, never a fault; a town brings its area. */
export function askedOf(q: string, codes: readonly string[]): Asked {
	const split = codes.slice(0, 40).map((code) => [code.slice(0, code.indexOf('.')), code.slice(code.indexOf('.') + 1)] as const);
	const values = (kind: string) => split.filter(([each]) => each === kind).map(([, value]) => value);
	const one = <T extends string>(kind: string, isOne: (value: string) => value is T): T | null => values(kind).find(isOne) ?? null;
	const facts = values('is');
	const town = values('town').find((value) => townOf(value)) ?? null;
	return {
		q: tidy(q),
		need: one('need', isNeed),
		crime: one('crime', isCrime),
		forWhom: one('for', isAudience),
		way: one('way', isWay),
		lang: values('lang').find((value) => (spokenChoices as readonly string[]).includes(value)) ?? null,
		area: (town && townOf(town)?.area) ?? values('area').find((value) => areaOf(value)) ?? null,
		town,
		district: values('district').find((value) => /^[A-Z]{1,2}\d[A-Z\d]?$/.test(value)) ?? null,
		places: values('or').filter(isPlace).slice(0, 8),
		isLost: facts.includes('lost'),
		isOpen: facts.includes('open'),
		isFree: facts.includes('free'),
		isUnreported: facts.includes('unreported'),
		isNear: facts.includes('near')
	};
}

/** Words on one line and no longer than a question, with every postcode cut to its first half (P18). */
export const tidy = (q: string): string =>
	withoutPostcodes(
		q
			.slice(0, 4 * longestWords)
			.toWellFormed()
			.replace(/[\p{C}\s]+/gu, ' ')
	)
		.trim()
		.slice(0, longestWords)
		.toWellFormed();

const isPlace = (place: string): boolean =>
	Boolean(place.startsWith('area.') ? areaOf(place.slice(5)) : townOf(place.replace(/^town\./, '')));
