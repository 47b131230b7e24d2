import { defaultOffice, isOpen, nextOpening, openUntil, type Schedule } from './hours.ts';
import { isStale, type Hours, type Preference, type Purpose, type Risk, type Way } from './preference.ts';
import { inTryOrder, isSafe, isShut, isUnaskedPhone } from './ways.ts';

/** What may be said on the way: how long the safe time lasts (null: not bound to hours), whether a message may be left, whether we may say who we are. */
type Manner = { way: Way; until: Date | null; message: 'none' | 'words'; sayWho: boolean };

/** The five answers of the gate (P2). Keys are in locales `reach.*`; `wordsKey` is what the worker may say and nothing else. */
export type Verdict =
	| ({ verdict: 'go' } & Manner)
	| ({ verdict: 'go_with_words'; wordsKey: string } & Manner)
	| { verdict: 'wait'; until: Date; reasonKey: string }
	| { verdict: 'worker_decides'; reasonKey: string }
	| { verdict: 'never'; reasonKey: string };

const never = (reason: string): Verdict => ({ verdict: 'never', reasonKey: `reach.reason.${reason}` });
const workerDecides = (reason: string): Verdict => ({ verdict: 'worker_decides', reasonKey: `reach.reason.${reason}` });

/**
 * The one gate before every contact (P2, S-20, DESIGN §7): asked again at the moment of sending. In this order: someone who died is never contacted; who said no is never
 * contacted by a machine; an unsafe, paused or unchecked way is never used, for any purpose; an unasked number only by a worker's careful call in office hours, at raised risk
 * after asking the officer; stale choices stop every automatic notice; outside the safe hours it waits, except over a safe phone for danger news told by a worker, or where a second worker agreed (P2).
 * Unanswered hours mean office hours (`office`, the hub's own). It never throws on well-formed times.
 */
export function mayReach(
	preference: Preference,
	risk: Risk,
	purpose: Purpose,
	instant: Date,
	office: readonly Hours[] = defaultOffice
): Verdict {
	if (preference.died) return never('died');
	if (preference.mayContact === 'no_look_here' || preference.mayContact === 'no_i_call') return refused(preference.mayContact, purpose);
	const ways = inTryOrder(preference.ways.filter((way) => suits(way, purpose)));
	const safe = preference.mayContact === 'yes' ? ways.filter(isSafe) : [];
	if (safe.length > 0) return overSafeWay(preference, risk, purpose, safe, instant, scheduleOf(preference, office));
	const unasked = ways.find((way) => isUnaskedPhone(way) || (preference.mayContact === 'unasked' && way.kind === 'phone' && !isShut(way)));
	if (purpose.kind === 'automatic')
		return unasked || preference.mayContact === 'unasked' ? workerDecides('not_asked') : never(whyNoWay(ways));
	if (!unasked) return whyNoWay(ways) === 'not_checked' ? workerDecides('not_checked') : never(whyNoWay(ways));
	return overUnaskedPhone(unasked, risk, purpose, instant, carefulSchedule(preference, office));
}

// A machine does not call: an automatic notice is written. A letter, a text or an e-mail to someone nobody asked is shut out below.
const suits = (way: Way, purpose: Purpose): boolean =>
	(purpose.way === undefined || way.kind === purpose.way) && (purpose.kind !== 'automatic' || way.kind !== 'phone');

function refused(answer: 'no_look_here' | 'no_i_call', purpose: Purpose): Verdict {
	if (purpose.kind === 'automatic') return never(answer);
	return workerDecides(purpose.kind === 'danger' ? `${answer}_danger` : answer);
}

function whyNoWay(ways: readonly Way[]): 'paused' | 'not_checked' | 'unsafe' | 'no_way' {
	const open = ways.filter((way) => way.safe !== 'unsafe');
	if (open.some((way) => !way.paused && way.safe === 'safe')) return 'not_checked';
	if (open.some((way) => way.paused)) return 'paused';
	return ways.some((way) => way.safe === 'unsafe') ? 'unsafe' : 'no_way';
}

/** The person's own hours; unanswered, the hub's. */
const scheduleOf = (preference: Preference, office: readonly Hours[]): Schedule =>
	preference.hours ? [{ windows: preference.hours, office: false }] : [{ windows: office, office: true }];

/** Office hours, and inside them the person's own where we know them. */
const carefulSchedule = (preference: Preference, office: readonly Hours[]): Schedule => [
	{ windows: office, office: true },
	...(preference.hours ? [{ windows: preference.hours, office: false }] : [])
];

function overSafeWay(
	preference: Preference,
	risk: Risk,
	purpose: Purpose,
	safe: readonly Way[],
	instant: Date,
	schedule: Schedule
): Verdict {
	const stale = isStale(preference, risk, instant);
	if (stale && purpose.kind === 'automatic') return workerDecides('stale');
	const open = isOpen(schedule, instant);
	// Two workers may pass over an hour, never over "ask me first".
	const isAgreed = purpose.kind === 'agreed' && nextOpening(schedule, instant) !== null;
	const way = open ? safe[0] : safe.find(({ kind }) => (purpose.kind === 'danger' || isAgreed) && kind === 'phone');
	if (way) return go({ way, until: openUntil(schedule, instant), message: preference.voicemail, sayWho: preference.sayWho }, stale);
	if (purpose.kind === 'danger') return workerDecides('danger_no_safe_phone');
	return waitFor(schedule, instant, 'outside_hours');
}

const go = (manner: Manner, stale: boolean): Verdict =>
	stale ? { verdict: 'go_with_words', wordsKey: 'reach.words.last_agreed', ...manner } : { verdict: 'go', ...manner };

function overUnaskedPhone(way: Way, risk: Risk, purpose: Purpose, instant: Date, schedule: Schedule): Verdict {
	if (risk === 'raised') return workerDecides('ask_officer');
	if (isOpen(schedule, instant)) {
		const manner: Manner = { way, until: openUntil(schedule, instant), message: 'none', sayWho: false };
		return { verdict: 'go_with_words', wordsKey: 'reach.words.first_name_only', ...manner };
	}
	// Danger news cannot wait for Monday, and an unasked number is not a safe way.
	return purpose.kind === 'danger' ? workerDecides('danger_no_safe_phone') : waitFor(schedule, instant, 'outside_office');
}

function waitFor(schedule: Schedule, instant: Date, reason: string): Verdict {
	const until = nextOpening(schedule, instant);
	if (until) return { verdict: 'wait', until, reasonKey: `reach.reason.${reason}` };
	// No hour at all is an answer: "It changes, ask me first" (journey 3, step 5).
	return workerDecides(schedule.some(({ windows }) => windows.length === 0) ? 'ask_first' : 'no_safe_time');
}
