import { error } from '@sveltejs/kit';
import { shellFacts } from '#server/http/shell.ts';

/** The pages of the design kit, in the order of its list. */
export const kitParts = ['fields', 'choices', 'errors', 'question', 'content', 'timeline', 'lists', 'done'] as const;
export type KitPart = (typeof kitParts)[number];

/** Narrows the last piece of an address to a page of the kit. */
export const isKitPart = (text: string): text is KitPart => kitParts.some((part) => part === text);

/** The kit is for those who build: a live house has no such pages. */
export function onlyDemo(): void {
	if (!shellFacts('en').isDemo) error(404, 'not-found');
}
