import { ownRules } from '#server/db/queries/keeping.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { ruleOf, rulesOf, spanOf, type RecordName, type Span } from '../domain/retention.ts';

/** The kinds of record that are about a person, in the order in which she reads them. */
const hers: readonly RecordName[] = [
	'case_served',
	'case_reached',
	'case_unreached',
	'child',
	'complaint',
	'task_words',
	'invitation',
	'session'
];

export type OwnTime = { record: RecordName; from: string; span: Span };

/** How long this hub keeps each kind of record about a person, and from when it counts (Pr7): the hub's own times where it chose some. */
export async function readOwnTimes({ db }: Ctx<PersonActor>): Promise<OwnTime[]> {
	const rules = rulesOf(await ownRules(db));
	return hers.map((record) => ({ record, from: ruleOf(record).from, span: spanOf(record, rules[record]) }));
}
