import { heldParts, type HeldPart } from '#features/audit/ui/held-parts.ts';
import { heldCaseParts } from '#features/cases/ui/held-cases.ts';
import { sayIn } from '#features/cases/ui/say.ts';
import type { Held } from '#features/audit/domain/held.ts';
import type { HeldCase } from '#features/cases/domain/held.ts';
import type { Words } from '#words/words.ts';

/** Both rooms' parts in the order of the page, in words. `keep` is for the room of keeping: how long each kind of record is kept, one row each. */
export function partsOf(
	held: Held,
	cases: readonly HeldCase[],
	words: Words,
	keep: readonly { key: string; value: string }[] = []
): HeldPart[] {
	const { about, after } = heldParts(held, words, keep);
	return [...about, ...heldCaseParts(cases, sayIn(words)), ...after];
}
