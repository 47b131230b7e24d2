import type { Day } from '#shared/london.ts';

/** What to think of before a day at court, in the order of the page. `court.tick.<item>`: only who ticked it reads the list. */
export const ticks = [
	'letter',
	'proof',
	'travel',
	'money',
	'glasses',
	'medicine',
	'food',
	'quiet',
	'work',
	'children',
	'someone',
	'words'
] as const;
export type Tick = (typeof ticks)[number];

/** What a day at court costs somebody, as they say it: hours away from home, nights away and where, days somebody was paid to mind a child, and fares in pounds. */
export type Away = { hours: number; nights: number; isCity: boolean; childDays: number; fares: number };
/** What the CPS pays an ordinary witness, in pounds; from the dated table of the guides. */
export type Rates = {
	/** Up to so many hours, and up to so many more: the amounts for food. */
	shortHours: number;
	longHours: number;
	foodShort: number;
	foodLong: number;
	foodDay: number;
	nightCity: number;
	night: number;
	nightFood: number;
	nightSmall: number;
	childDay: number;
};
export type Costs = { food: number; nights: number; child: number; fares: number; all: number };

const cents = (pounds: number) => Math.round(pounds * 100) / 100;

/**
 * The most that may be asked for, in pounds: an estimate and no promise, because the CPS pays what was spent, up to these amounts (guide `expenses`). A night away is
 * paid with food for that night; the day itself with food by the hours away.
 */
export function costsOf({ hours, nights, isCity, childDays, fares }: Away, rates: Rates): Costs {
	const food = hours <= 0 ? 0 : hours <= rates.shortHours ? rates.foodShort : hours <= rates.longHours ? rates.foodLong : rates.foodDay;
	const night = (isCity ? rates.nightCity : rates.night) + rates.nightFood + rates.nightSmall;
	const parts = { food, nights: cents(nights * night), child: cents(childDays * rates.childDay), fares: cents(fares) };
	return { ...parts, all: cents(parts.food + parts.nights + parts.child + parts.fares) };
}

/** Days on which somebody cannot come to court: from the first to the last, both London days. */
export type DaysAway = { id: string; from: Day; to: Day };

/** The longest time that can be said in one line: more is a talk and no line (calendar days). */
export const longestAway = 92;
/** How many lines one person keeps for one case. */
export const mostAway = 12;

/** Whether a range of days can be kept: in order, not over already, no longer than a season. Says what is wrong otherwise. */
export function wrongWith({ from, to }: Pick<DaysAway, 'from' | 'to'>, today: Day): 'order' | 'past' | 'long' | null {
	if (to < from) return 'order';
	if (to < today) return 'past';
	return (Date.parse(to) - Date.parse(from)) / 86_400_000 >= longestAway ? 'long' : null;
}
