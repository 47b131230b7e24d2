import { z } from 'zod';
import { isMeaning } from './domain/oruk-in-terms.ts';

const line = (needed: string, max: number) => z.string(needed).trim().min(1, needed).max(max, 'sources.long');

/** A new feed: what it is called, where it is, and under which licence it may be shown. */
export const sourceForm = z.object({
	name: line('sources.name.needed', 80),
	url: line('sources.url.needed', 2000),
	licence: line('sources.licence.needed', 200)
});
export type SourceForm = z.infer<typeof sourceForm>;

/** A button without fields: which page it stands on says what it is about. */
export const nothingForm = z.object({});

/** What a word means: one of our codes, nothing, or not said yet. */
export const mapForm = z.object({
	term: z.uuid('sources.words.choose'),
	meaning: z.string('sources.words.choose').refine((code) => code === '' || code === 'nothing' || isMeaning(code), 'sources.words.choose')
});
export type MapForm = z.infer<typeof mapForm>;
