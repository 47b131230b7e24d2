import type { Tx } from '#server/db/as.ts';
import { keepTerms, termsOf } from '#server/db/queries/directory-sources.ts';
import type { MeaningOf, TermUsed } from '../domain/oruk-in-facets.ts';
import { usualMeaning } from '../domain/oruk-in-terms.ts';

const mostTerms = 2000;
const keyOf = ({ vocabulary, term }: Pick<TermUsed, 'vocabulary' | 'term'>): string => JSON.stringify([vocabulary, term]);

/** The words of a source's taxonomies in one reading: what somebody said they mean, and how often they are used now. */
export class Terms {
	readonly #said = new Map<string, readonly string[]>();
	readonly #uses = new Map<string, TermUsed & { uses: number }>();

	static async of(db: Tx, sourceId: string): Promise<Terms> {
		const terms = new Terms();
		for (const row of await termsOf(db, sourceId)) if (row.settledAt !== null) terms.#said.set(keyOf(row), row.meaning ?? []);
		return terms;
	}

	readonly meaningOf: MeaningOf = (term) => this.#said.get(keyOf(term));

	count(used: readonly TermUsed[]): void {
		for (const [key, term] of new Map(used.map((each) => [keyOf(each), each]))) {
			const before = this.#uses.get(key);
			if (before) before.uses++;
			else if (this.#uses.size < mostTerms) this.#uses.set(key, { ...term, uses: 1 });
		}
	}

	/** Keeps them, so that somebody can say in the console what they mean. */
	async keep(db: Tx, sourceId: string, derive: (text: string) => string): Promise<void> {
		const rows = [...this.#uses.values()].map((term) => ({
			...term,
			id: derive(`word/${keyOf(term)}`),
			meaning: [...(usualMeaning(term.name) ?? [])]
		}));
		if (rows.length)
			await keepTerms(
				db,
				sourceId,
				rows.map((row) => ({ ...row, meaning: row.meaning.length ? row.meaning : null }))
			);
	}
}
