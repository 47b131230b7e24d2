import type { Ctx } from '#server/http/ctx.ts';
import { servicesBySlugs } from '#server/db/queries/directory.ts';
import type { ReaderActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { nothingAsked, type Asked } from '../domain/asked.ts';
import { isCrime, type Crime } from '../domain/codes.ts';
import { helpLines, linesFor, type HelpLine } from '../domain/help-lines.ts';
import { readWords } from '../domain/read-words.ts';
import type { Scope } from '../domain/scope.ts';
import { handedOn } from './hand-on.ts';
import { alongParams, plainLink, readAddress, sealAsked, sealList, type Address } from './search-address.ts';
import { searchServices, type Found } from './search-services.ts';
import { listedOf, type Listed } from './search-shown.ts';

type Reading = Ctx<ReaderActor>;
/** What goes along from page to page: sealed, and how long the list is. */
export type Along = { s: string; l: string; list: readonly string[]; query: string };
export type SearchPage = {
	asked: Asked;
	found: Found | null;
	fault: Address['fault'];
	along: Along;
	emergency: HelpLine[];
	lines: HelpLine[];
	handed: Scope[];
	share: string;
};

const mostLines = 5;

/** The search page: the question as it was asked, what was found, who else looks after the place (T44), and the lines that are always there (P20). */
export async function readSearch(ctx: Reading, params: URLSearchParams, hubName: string): Promise<SearchPage> {
	const house = { provider: ctx.db.provider, now: ctx.now };
	const { asked, list, fault, page } = readAddress(house, params);
	const handed = asked?.area ? await handedOn(ctx, hubName, { area: asked.area, isWitness: asked.forWhom === 'witnesses' }) : [];
	return {
		asked: asked ?? nothingAsked,
		found: asked && (await searchServices(ctx, asked, page)),
		fault,
		along: alongOf(ctx, asked, list),
		emergency: helpLines.filter(({ kind }) => kind === 'emergency').slice(0, asked ? 1 : 2),
		lines: asked ? linesAbout(ctx, asked).slice(0, mostLines) : linesFor([]),
		handed,
		share: asked ? plainLink(asked) : ''
	};
}

/** The list that somebody put together, as it stands today. What is no longer shown is no longer on it. */
export async function readList(
	ctx: Reading,
	params: URLSearchParams
): Promise<{ rows: Listed[]; along: Along; fault: Address['fault']; share: string }> {
	const { asked, list, fault } = readAddress({ provider: ctx.db.provider, now: ctx.now }, params);
	const rows = await servicesBySlugs(ctx.db, list, londonDay(ctx.now));
	const there = rows.map(({ slug }) => slug);
	return {
		rows: rows.map((row) => listedOf(row, ctx.lang, ctx.now)),
		along: alongOf(ctx, asked, there),
		fault,
		share: there.length ? `?k=${there.join('.')}` : ''
	};
}

/** What goes along in every link and form of a page. */
export function alongOf({ db: { provider }, now }: Reading, asked: Asked | null, list: readonly string[]): Along {
	const [s, l] = [asked ? sealAsked({ provider, now }, asked) : '', sealList({ provider, now }, list)];
	const query = alongParams({ s, l }).toString();
	return { s, l, list, query: query && `?${query}` };
}

/** The national lines for what happened first, then those for anybody. */
function linesAbout({ lang }: Reading, { crime, q }: Asked): HelpLine[] {
	const named = readWords(q, lang).flatMap(({ codes }) => codes.filter((code) => code.startsWith('crime.')).map((code) => code.slice(6)));
	const crimes: Crime[] = crime ? [crime] : named.filter(isCrime);
	// What is for nearly everything comes after what is for this.
	const isBroad = (line: HelpLine) => Number(line.crimes.length > 4);
	const about = crimes.length ? linesFor(crimes).toSorted((a, b) => isBroad(a) - isBroad(b)) : [];
	return [...about, ...linesFor([]).filter((line) => !about.includes(line) && !line.crimes.length)];
}
