import { isSlug } from '#shared/slug.ts';

/** A list is short: what is longer helps nobody to choose, and would not fit an address. */
export const longestList = 20;

/** Reads a list as it stands in an address: slugs with dots between. What is none is left out; each stands once. */
export const listOf = (text: string): string[] => [...new Set(text.slice(0, 2000).split('.').filter(isSlug))].slice(0, longestList);

/** The list as it stands in an address. */
export const listText = (list: readonly string[]): string => list.join('.');

/** With one more at its end; a full list stays as it is. */
export const withAdded = (list: readonly string[], slug: string): string[] => listOf(listText([...list, slug]));

/** Without one. */
export const without = (list: readonly string[], slug: string): string[] => list.filter((each) => each !== slug);
