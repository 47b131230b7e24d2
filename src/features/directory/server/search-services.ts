import type { Ctx } from '#server/http/ctx.ts';
import type { ReaderActor } from '#server/policy/actor.ts';
import {
	bestServices,
	findServices,
	likeWords,
	listServices,
	nearestServices,
	type ShownService,
	type Wanted,
	type WordWanted
} from '#server/db/queries/directory.ts';
import { londonDay } from '#shared/london.ts';
import type { Asked } from '../domain/asked.ts';
import { everywhere } from '../domain/codes.ts';
import { code, needNumber } from '../domain/findable.ts';
import { openNow } from '../domain/hours.ts';
import { onMap } from '../domain/map.ts';
import { townOf } from '../domain/places.ts';
import { readWords } from '../domain/read-words.ts';
import { whyFirst } from '../domain/why-first.ts';
import { docOf, facetsOf, listedOf, type Listed } from './search-shown.ts';

export const pageSize = 20;
/**
 * How what is shown was found: by all that was asked; with one of the words only; by words guessed from misspelt ones; the nearest thing, where nothing fits; or
 * not at all, where the directory is empty.
 */
export type How = 'all' | 'some' | 'guessed' | 'nearest' | 'none';
export type Found = { rows: Listed[]; how: How; guess: string | null; page: number; pages: number; total: number | null };
type Row = ShownService & { km?: number };
type Pool = { rows: Row[]; how: How; guess: string | null };
type Search = { ctx: Ctx<ReaderActor>; asked: Asked; words: WordWanted[]; today: string };

/** The groups of codes that the filters ask for; every group must be met. What is for all of England and Wales is for every area. */
function groupsOf({ need, crime, forWhom, way, lang, area, isFree, isUnreported }: Asked): string[][] {
	const one = (kind: Parameters<typeof code>[0], value: string | null) => (value ? [[code(kind, value)]] : []);
	return [
		...one('need', need),
		...one('crime', crime),
		...one('for', forWhom),
		...one('way', way),
		...one('lang', lang),
		...(area ? [[code('area', area), code('area', everywhere)]] : []),
		...(isFree ? [[code('is', 'free')]] : []),
		...(isUnreported ? [[code('is', 'unreported')]] : [])
	];
}

/**
 * Finds services (issue 4, 2): with all the words, where they are few also with one of them, else by guessed words, else the nearest thing that the filters give; something is shown
 * unless the directory is empty. `page` may be any number: beyond the last is the last.
 */
export async function searchServices(ctx: Ctx<ReaderActor>, asked: Asked, page: number): Promise<Found> {
	const search: Search = { ctx, asked, words: readWords(asked.q, ctx.lang), today: londonDay(ctx.now) };
	const wanted = Number.isSafeInteger(page) && page > 1 ? Math.min(page, 10) : 1;
	if (isPlainList(search)) {
		const listed = await listPage(search, wanted);
		if (listed) return listed;
	}
	const pool = await poolOf(search);
	const pages = Math.max(1, Math.ceil(pool.rows.length / pageSize));
	const at = Math.min(wanted, pages);
	return {
		...pool,
		rows: pool.rows.slice((at - 1) * pageSize, at * pageSize).map((row) => shownOf(search, row)),
		page: at,
		pages,
		total: pool.rows.length
	};
}

function shownOf({ ctx, asked, words, today }: Search, row: Row): Listed {
	const km = row.km ?? null;
	const { areas, towns } = facetsOf(row);
	const ranked = { name: row.name, areas, towns, assuredOn: row.assuredOn, accreditedUntil: row.accreditedUntil, km };
	const why = whyFirst(ranked, { words: words.map(({ word }) => word), area: asked.area, town: asked.town }, today);
	return listedOf(row, ctx.lang, ctx.now, { km, why });
}

/** An area and a need and nothing else: the list is kept in its order, and read no further than the page. */
const isPlainList = ({ asked, words }: Search): boolean =>
	!words.length && asked.area !== null && !asked.town && !asked.isOpen && groupsOf({ ...asked, area: null, need: null }).length === 0;

const areasOf = ({ area }: Asked): string[] => [...(area ? [area] : []), everywhere];
const numberOf = ({ need }: Asked): number => (need ? needNumber(need) : 0);

/** One page of a kept list; null where there is no such page, so that the last one is looked for. */
async function listPage(search: Search, page: number): Promise<Found | null> {
	const { ctx, asked, today } = search;
	const rows = await listServices(ctx.db, areasOf(asked), numberOf(asked), today, (page - 1) * pageSize, pageSize + 1);
	if (!rows.length) return null;
	const hasMore = rows.length > pageSize;
	return {
		rows: rows.slice(0, pageSize).map((row) => shownOf(search, row)),
		how: 'all',
		guess: null,
		page,
		pages: hasMore ? page + 1 : page,
		total: hasMore || page > 1 ? null : rows.length
	};
}

async function poolOf(search: Search): Promise<Pool> {
	const { ctx, asked, words, today } = search;
	const groups = groupsOf(asked);
	const find = async (wanted: Wanted) => inOrder(search, wanted, await findServices(ctx.db, wanted, today));
	const all = await find({ words, groups });
	if (all.length >= 3 || (all.length && words.length < 2)) return { rows: all, how: 'all', guess: null };
	if (words.length > 1) {
		const some = unseen(all, await find({ words, groups, isAnyWord: true }));
		if (all.length + some.length) return { rows: [...all, ...some], how: all.length ? 'all' : 'some', guess: null };
	}
	if (all.length) return { rows: all, how: 'all', guess: null };
	return (await guessed(search, find)) ?? nearest(search, find);
}

/** Words of the directory that a misspelt one is most like. */
async function guessed({ ctx, asked, words }: Search, find: (wanted: Wanted) => Promise<Row[]>): Promise<Pool | null> {
	const likely: WordWanted[] = [];
	let isGuess = false;
	for (const each of words) {
		const like = each.codes.length ? [] : await likeWords(ctx.db, each.word);
		const [best] = like;
		const isOther = best !== undefined && !like.includes(each.word);
		if (isOther) isGuess = true;
		likely.push(isOther ? { word: best, codes: [] } : each);
	}
	if (!isGuess) return null;
	const groups = groupsOf(asked);
	const rows = await find({ words: likely, groups });
	const found = rows.length ? rows : await find({ words: likely, groups, isAnyWord: true });
	return found.length ? { rows: found, how: 'guessed', guess: likely.map(({ word }) => word).join(' ') } : null;
}

/** Nothing fits: the same filters without the words, then only the area and the need, then the area, then the best there is. Open or not. */
async function nearest({ ctx, asked, today, words }: Search, find: (wanted: Wanted) => Promise<Row[]>): Promise<Pool> {
	const wider = [
		...(words.length ? [() => find({ words: [], groups: groupsOf(asked) })] : []),
		() => listServices(ctx.db, areasOf(asked), numberOf(asked), today),
		() => listServices(ctx.db, areasOf(asked), 0, today),
		() => bestServices(ctx.db, today)
	];
	for (const look of wider) {
		const rows = await look();
		if (rows.length) return { rows, how: 'nearest', guess: null };
	}
	return { rows: [], how: 'none', guess: null };
}

/** Without what serves other towns only, and what is shut where "open now" was asked; the nearest first where a town was chosen. */
async function inOrder({ ctx, asked, today }: Search, wanted: Wanted, rows: Row[]): Promise<Row[]> {
	const town = asked.town ? townOf(asked.town) : undefined;
	const from = asked.isNear && town ? onMap(town.lat, town.lon) : null;
	const near: Row[] = from ? await nearestServices(ctx.db, from, wanted, today, 100) : [];
	return [...near, ...unseen(near, rows)].filter((row) => {
		const { towns } = facetsOf(row);
		if (town && towns?.length && !towns.includes(town.code)) return false;
		return !asked.isOpen || openNow(docOf(row).schedules, facetsOf(row), ctx.now).state === 'open';
	});
}

function unseen(seen: readonly Row[], rows: readonly Row[]): Row[] {
	const ids = new Set(seen.map(({ id }) => id));
	return rows.filter(({ id }) => !ids.has(id));
}
