import { heldParts, type HeldPart } from '#features/audit/ui/held-parts.ts';
import { heldCaseParts } from '#features/cases/ui/held-cases.ts';
import { sayIn } from '#features/cases/ui/say.ts';
import type { Held } from '#features/audit/domain/held.ts';
import type { OwnTime } from '#features/keeping/server/read-own-times.ts';
import type { HeldCase } from '#features/cases/domain/held.ts';
import type { Words } from '#words/words.ts';

/** The parts of all three rooms in the order of the page, in words. `times`: how long each kind of record is kept, one row each. */
export function partsOf(held: Held, cases: readonly HeldCase[], words: Words, times: readonly OwnTime[]): HeldPart[] {
	const { t } = words;
	const keep = times.map(({ record, from, span }) => ({
		key: t(`keeping.record.${record}`),
		value: t(`keeping.from.${from}`, { span: t(`keeping.span.${span.unit}`, { count: span.count }) })
	}));
	const { about, after } = heldParts(held, words, keep);
	return [...about, ...heldCaseParts(cases, sayIn(words)), ...after];
}
