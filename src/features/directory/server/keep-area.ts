import type { Ctx } from '#server/http/ctx.ts';
import { listServices, mostServices, type ShownService } from '#server/db/queries/directory.ts';
import type { ReaderActor } from '#server/policy/actor.ts';
import { inEach, langs, type Lang } from '#shared/lang.ts';
import { londonDay, type Day, type Weekday } from '#shared/london.ts';
import { dayNameOf, dayOf, wallTimeOf } from '#words/dates.ts';
import { wordsFor } from '#words/words.ts';
import { everywhere } from '../domain/codes.ts';
import type { Facets } from '../domain/facets.ts';
import { code } from '../domain/findable.ts';
import { fold, wordsIn } from '../domain/fold.ts';
import { hoursOf, otherHours, type Span } from '../domain/hours.ts';
import type { InWords, KeptArea, KeptService } from '../domain/kept.ts';
import { townOf, type ForceArea } from '../domain/places.ts';
import type { ServiceDoc } from '../domain/record.ts';
import ar from '../domain/synonyms/ar.json' with { type: 'json' };
import cy from '../domain/synonyms/cy.json' with { type: 'json' };
import en from '../domain/synonyms/en.json' with { type: 'json' };
import other from '../domain/synonyms/other.json' with { type: 'json' };

/** A summary longer than this is cut, and further words beyond these are left: two hundred services have to fit into 60 kB. */
const longest = 240;
const mostWords = 30;

/** Plain words by the codes they stand for: the same for every area. */
const meanings: Record<string, string[]> = {};
for (const [word, codes] of new Map(Object.entries({ ...other, ...ar, ...cy, ...en }))) (meanings[codes.join(' ')] ??= []).push(word);

/**
 * What a device keeps of one area when it was asked to: its shown services and those of the whole country, the best first, at most 200, as they stand today. Read as
 * anybody reads them: no place of any service, no person's name, and of a refuge not even the towns it serves (P18).
 */
export async function keepArea({ db, now }: Ctx<ReaderActor>, area: ForceArea): Promise<KeptArea> {
	const made = londonDay(now);
	const rows = await listServices(db, [area.code, everywhere], 0, made, 0, mostServices);
	return {
		made,
		date: inEach((lang) => dayOf(lang, made)),
		code: area.code,
		names: inEach((lang) => (lang === 'cy' ? (area.cy ?? area.name) : area.name)),
		services: rows.map((row) => keptOf(row, made)),
		meanings
	};
}

function keptOf(row: ShownService, day: Day): KeptService {
	const [doc, facets] = [row.doc as ServiceDoc, row.facets as Facets];
	const does = doesOf(doc, facets);
	const url = siteIn(doc.url);
	return {
		name: row.name,
		...(row.organisation !== row.name && { by: row.organisation }),
		does,
		phones: phonesOf(doc),
		hours: inEach((lang) => hourLines(lang, doc, facets, day)),
		ways: facets.ways,
		...(url && { url }),
		codes: codesOf(facets),
		words: furtherWords(row, [row.name, row.organisation, ...Object.values(does)].join(' ')),
		...(doc.status === 'temporarily closed' && { isShutForNow: true as const })
	};
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const cut = (text: string): string =>
	text.length <= longest ? text : `${text.slice(0, text.lastIndexOf(' ', longest)).replace(/[\s,;:.]+$/, '')}…`;

/** What it does, in each language it says it in; its own description where there is no English line. */
function doesOf({ description }: ServiceDoc, { summaries }: Facets): InWords {
	const said: Record<string, unknown> = { ...summaries, en: isText(summaries.en) ? summaries.en : description };
	return Object.fromEntries(
		langs.flatMap((lang) => {
			const line = said[lang];
			return isText(line) ? [[lang, cut(line.trim())]] : [];
		})
	);
}

/** Numbers that can be dialled, each with what it is for. */
const phonesOf = ({ phones = [] }: ServiceDoc): KeptService['phones'] =>
	phones.flatMap(({ number, description }) => {
		const dial = isText(number) ? number.replace(/\(0\)/g, '').replace(/[^+\d]/g, '') : '';
		if (!/^\+?\d{3,15}$/.test(dial)) return [];
		return [{ number: number.trim(), dial, ...(isText(description) && { about: description.trim() }) }];
	});

/** A link that leads to a site and does nothing else: an entry is written by others. */
const siteIn = (url: unknown): string | null =>
	isText(url) && /^https?:\/\/[^\s"<>]+$/i.test(url.trim()) && URL.canParse(url.trim()) ? url.trim() : null;

const codesOf = ({ needs, crimes, forWhom, ways, langs: spoken, access, isFree, needsNoReport, takesWitnesses }: Facets): string[] => [
	...needs.map((each) => code('need', each)),
	...crimes.map((each) => code('crime', each)),
	...forWhom.map((each) => code('for', each)),
	...ways.map((each) => code('way', each)),
	...spoken.map((each) => code('lang', each)),
	...access.map((each) => code('access', each)),
	...(isFree ? [code('is', 'free')] : []),
	...(needsNoReport ? [code('is', 'unreported')] : []),
	...(takesWitnesses ? [code('is', 'witnesses')] : [])
];

/** Words it is found by that stand in none of its texts: keywords, towns, what else it says of itself. Towns of a refuge are left out, though its page names them. */
function furtherWords({ doc, facets: { keywords, towns }, isConfidential }: ShownService, shown: string): string {
	const places = isConfidential ? [] : towns.flatMap((town) => [townOf(town)?.name ?? '', townOf(town)?.cy ?? '']);
	const known = new Set(wordsIn(shown, 400));
	const texts = [...keywords, ...places, (doc as ServiceDoc).description ?? ''].map(fold).join(' ');
	const further = new Set(wordsIn(texts, 400).filter((word) => word.length > 3 && !known.has(word)));
	return [...further].slice(0, mostWords).join(' ');
}

type Run = { from: Weekday; to: Weekday; times: string };

/** The hours of an ordinary week in lines, days that are alike together; then hours that come on some weeks only, as the service writes them. */
function hourLines(lang: Lang, { schedules = [] }: ServiceDoc, { bankHolidays }: Facets, day: Day): string[] {
	const { t, list } = wordsFor(lang);
	const week = hoursOf(schedules, day);
	const timesOf = (spans: readonly Span[]) => list(spans.map((span) => timesIn(lang, span)));
	const runs: Run[] = [];
	for (const [at, spans] of week ? Object.entries(week) : []) {
		const [weekday, times, last] = [Number(at) as Weekday, timesOf(spans), runs.at(-1)];
		if (last?.times === times) last.to = weekday;
		else runs.push({ from: weekday, to: weekday, times });
	}
	const lines = runs
		.filter(({ times }) => times)
		.map(({ from, to, times }) => t('kept.hours.line', { days: daysIn(lang, from, to), times }));
	const holidays = lines.length && bankHolidays === 'closed' ? [t('kept.hours.holidays')] : [];
	return [...lines, ...holidays, ...otherHours(schedules)];
}

/** Many write a whole day as until one minute before midnight. */
const isWholeDay = ({ from, to }: Span): boolean => from === to || (from === '00:00' && to === '23:59');

function timesIn(lang: Lang, span: Span): string {
	const { t } = wordsFor(lang);
	if (isWholeDay(span)) return t('kept.hours.all');
	return t('kept.hours.span', { from: wallTimeOf(lang, span.from), to: wallTimeOf(lang, span.to) });
}

function daysIn(lang: Lang, from: Weekday, to: Weekday): string {
	const { t } = wordsFor(lang);
	if (from === 1 && to === 7) return t('kept.hours.every');
	if (from === to) return dayNameOf(lang, from);
	return t('kept.hours.span', { from: dayNameOf(lang, from), to: dayNameOf(lang, to) });
}
