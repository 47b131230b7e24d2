import { wordsFor } from '#words/words.ts';
import { askedIn, parametersOf, type Asked, type Wrong } from '../domain/oruk-ask.ts';
import type { Doc } from '../domain/record.ts';
import { taxonomies, termsOf, type Kind, type TermDoc } from '../domain/vocabulary.ts';

/** What the feed answers: a document, lines one by one, or why not. `modifiedAt` is when what is shown last changed. */
export type Answer = { doc: object; modifiedAt?: string } | { lines: AsyncGenerator<string> } | { wrong: Wrong[] } | { missing: true };

const { t } = wordsFor('en');
/** What a code, and a language, is called in English. */
export const nameOf = (kind: Kind, code: string): string => t(`codes.${kind}.${code}`);
export const langName = (code: string): string => {
	const said = t(`codes.lang.${code}`);
	return said.startsWith('codes.') ? code : said;
};

/** The envelope of a page, as the standard names its parts. */
export function pageOf(contents: readonly object[], total: number, { page, perPage }: Pick<Asked, 'page' | 'perPage'>) {
	const pages = Math.ceil(total / perPage);
	return {
		total_items: total,
		total_pages: pages,
		page_number: page,
		size: contents.length,
		first_page: page === 1,
		last_page: page >= pages,
		empty: contents.length === 0,
		contents
	};
}
/** A page of what does not come from the database. */
function listed(query: URLSearchParams, all: readonly Doc[]): Answer {
	const asked = askedIn(query, parametersOf.pages);
	if (Array.isArray(asked)) return { wrong: asked };
	const from = (asked.page - 1) * asked.perPage;
	return { doc: pageOf(all.slice(from, from + asked.perPage), all.length, asked) };
}
const terms = (): TermDoc[] => termsOf(undefined, nameOf);
const taxonomyDoc = ({ kind: _, ...doc }: (typeof taxonomies)[number]): Doc => doc;

/** `/taxonomies` and `/taxonomy_terms`: our own, one taxonomy for each kind of code. */
export const listTaxonomies = (query: URLSearchParams): Answer => listed(query, taxonomies.map(taxonomyDoc));
export const listTerms = (query: URLSearchParams): Answer => listed(query, terms());

/** `/taxonomies/{id}`: one of ours, with its terms. */
export function oneTaxonomy(id: string): Answer {
	const found = taxonomies.find((taxonomy) => taxonomy.id === id.toLowerCase());
	return found ? { doc: { ...taxonomyDoc(found), taxonomy_terms: termsOf(found.kind, nameOf) } } : { missing: true };
}

/** `/taxonomy_terms/{id}`: one of ours. */
export function oneTerm(id: string): Answer {
	const found = terms().find((term) => term.id === id.toLowerCase());
	return found ? { doc: found } : { missing: true };
}

/** `/`: which standard this is, and where it is written down. */
export const aboutFeed = (): Answer => ({
	doc: {
		version: 'HSDS-UK-3.0',
		profile: 'https://docs.openreferraluk.org/en/latest/',
		openapi_url: 'https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/openapi.json'
	}
});
