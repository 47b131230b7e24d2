import { mapWord, readWords } from '#features/directory/server/sources.ts';
import { mapForm } from '#features/directory/sources-schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'directory.read', audit: null }, async (ctx, { params, url }: PageServerLoadEvent) => {
	const words = await readWords(ctx, params.source);
	const asked = url.searchParams.get('word');
	return { ...words, asked: words.terms.find(({ id }) => id === asked) ?? null };
});

export const actions = {
	default: action({ may: 'source.change', audit: 'term.mapped' }, mapForm, (ctx, input, { params }: RequestEvent) =>
		mapWord(ctx, params.source, input)
	)
};
