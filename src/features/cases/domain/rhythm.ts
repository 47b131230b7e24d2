import { addDays, londonDay, type Day } from '#shared/london.ts';
import { stateOf, toldFirst, type Clock, type Heard } from './clock-state.ts';
import type { CaseEvent, Source } from './event.ts';

/** How often the person and an agency agreed to be in touch (Right 6, P10), in calendar days ("every 4 weeks" is 28), since which London day. */
export type Rhythm = { everyDays: number; owner: Source; agreedOn: Day };

/** Ids of the rhythm's clocks start with this; the day it is due follows, so that each round is a clock of its own. */
const rhythmPrefix = 'rhythm.';

/**
 * The agreed rhythm as a clock: so many days after the last contact, or after it was agreed. Contact is any telling with the outcome `told`, "nothing new" included (P10), and a person's
 * own "yes, they told me". It uses P3's states; after the day it is "not recorded" unless the hub owns it. It never throws.
 */
export function rhythmClock(rhythm: Rhythm, events: readonly CaseEvent[], heard: readonly Heard[], now: Date): Clock {
	const start = lastContact(rhythm, events, heard, now);
	const dueBy = addDays(start, rhythm.everyDays);
	const id = `${rhythmPrefix}${dueBy}`;
	const answer = heard.some((one) => one.clockId === id && one.answer === 'no') ? ('no' as const) : null;
	const dueKey = start === rhythm.agreedOn ? 'clocks.reason.agreed' : 'clocks.reason.last_contact';
	const rule = {
		dutyId: 'rhythm',
		right: 6,
		owner: rhythm.owner,
		unit: 'calendar_days',
		length: rhythm.everyDays,
		enhanced: false,
		verified: true
	} as const;
	const state = stateOf(
		{ owner: rhythm.owner, dueBy, noDateKey: dueKey, dueKey, tellings: [], settledOn: null, answer, today: londonDay(now) },
		[]
	);
	return { id, ...rule, eventId: null, eventIds: [], start, dueBy, workBy: dueBy, ...state };
}

function lastContact(rhythm: Rhythm, events: readonly CaseEvent[], heard: readonly Heard[], now: Date): Day {
	// Being told of something later corrected was still a contact.
	const told = events.flatMap((event) => toldFirst(event.tellings)).map((telling) => telling.at);
	const confirmed = heard.filter((one) => one.clockId.startsWith(rhythmPrefix) && one.answer === 'yes').map((one) => one.at);
	const days = [...told, ...confirmed]
		.map((at) => new Date(at))
		.filter((at) => at <= now)
		.map(londonDay);
	return [rhythm.agreedOn, ...days].sort().at(-1) ?? rhythm.agreedOn;
}
