import { addDays, addMonths, londonDay, type Day } from '#shared/london.ts';
import type { RecordName, Rules } from './retention.ts';

/** Somebody in a case, as far as keeping asks. `born` is null where nobody said. */
export type Member = { born: Day | null; isMarkedChild: boolean };

/** What the database knows about one case, in London days. Null: never. */
export type CaseFacts = {
	madeOn: Day;
	/** An agency last said something. */
	heardOn: Day | null;
	/** Somebody last tried to reach a person of the case, whether or not it went well. */
	triedOn: Day | null;
	/** Somebody last spoke with them, or they asked or answered something. */
	contactOn: Day | null;
	/** They were told news, asked for something, or have an account: more than one conversation. */
	isServed: boolean;
	complaintOn: Day | null;
	/** When the last record of a wrong link was decided. */
	wrongLinkOn: Day | null;
	isWrongLinkOpen: boolean;
	hasOpenTask: boolean;
	members: readonly Member[];
};

/** Why a record whose time is over stays all the same. */
export type Wait = 'hold' | 'wrong_link' | 'task';
/** The last day on which it is kept, by which rule, and what else keeps it. */
export type Verdict = { rule: RecordName; until: Day; waits: Wait | null };

/** The same, with the day on which a hold is looked at again. */
export type Kept = Verdict & { reviewOn: Day | null };

const latest = (...days: (Day | null)[]): Day =>
	days
		.filter((day) => day !== null)
		.sort()
		.at(-1) ?? '9999-12-31';

/** By which of the three rules for a case it is kept, and until when (domain §5.4). News that still comes in counts as last contact: what goes on is not forgotten. */
function base(facts: CaseFacts, rules: Rules): Omit<Verdict, 'waits'> {
	const { madeOn, heardOn, triedOn, contactOn, isServed } = facts;
	const record = isServed ? 'case_served' : contactOn ? 'case_reached' : 'case_unreached';
	return { rule: record, until: addDays(latest(madeOn, heardOn, triedOn, contactOn), rules[record]) };
}

/** A child of the hub is kept until the 25th birthday, or as long as a grown person, whichever is later. Where no birthday is known, as if born when the case was made. */
function childUntil({ members, madeOn, contactOn }: CaseFacts, rules: Rules): Day | null {
	const lastSeen = contactOn ?? madeOn;
	const births = members
		.filter(({ born, isMarkedChild }) => (born === null ? isMarkedChild : addMonths(born, 18 * 12) > lastSeen))
		.map(({ born }) => born ?? madeOn);
	return births.length ? addDays(latest(...births), rules.child) : null;
}

/** Until when a case is kept, and what keeps it beyond: pure, in London days. Only a case in which somebody was helped waits for a child's birthday. */
export function verdictOf(facts: CaseFacts, rules: Rules, isHeld: boolean): Verdict {
	const longer = (one: Omit<Verdict, 'waits'>, rule: RecordName, until: Day | null) => (until && until > one.until ? { rule, until } : one);
	let found = base(facts, rules);
	if (facts.isServed) found = longer(found, 'child', childUntil(facts, rules));
	found = longer(found, 'complaint', facts.complaintOn && addDays(facts.complaintOn, rules.complaint));
	found = longer(found, 'wrong_link', facts.wrongLinkOn && addDays(facts.wrongLinkOn, rules.wrong_link));
	return { ...found, waits: isHeld ? 'hold' : facts.isWrongLinkOpen ? 'wrong_link' : facts.hasOpenTask ? 'task' : null };
}

/** The last day on which a case is kept, holds aside: what a person may be told about her own (S-30, `/my/account/held`). */
export const keptUntil = (facts: CaseFacts, rules: Rules): Day => verdictOf(facts, rules, false).until;

/** Whether a record is to be forgotten now: its last day is over in London, and nothing holds it. */
export const isDue = ({ until, waits }: Verdict, now: Date): boolean => waits === null && londonDay(now) > until;

/** The whole question in one: facts, rules, holds, the moment. */
export const dueToForget = (facts: CaseFacts, rules: Rules, isHeld: boolean, now: Date): boolean =>
	isDue(verdictOf(facts, rules, isHeld), now);

/** A person's record goes when their last case went; without a case, some weeks after it was made. */
export type PersonFacts = { madeOn: Day; livingCases: number; forgottenCases: number; hasOpenTask: boolean };

/** Until when a person's record is kept; null while a case of theirs is kept, which decides for it. */
export function personVerdict(facts: PersonFacts, rules: Rules, isHeld: boolean): Verdict | null {
	if (facts.livingCases > 0) return null;
	const until = facts.forgottenCases > 0 ? facts.madeOn : addDays(facts.madeOn, rules.person_alone);
	return { rule: 'person_alone', until, waits: isHeld ? 'hold' : facts.hasOpenTask ? 'task' : null };
}
