import { error } from '@sveltejs/kit';
import { isDue } from '#features/guides/domain/facts.ts';
import { londonDay } from '#shared/london.ts';
import { publicPage } from '#server/http/guard.ts';
import { openGuide } from '#features/guides/server/library.ts';
import type { Reading } from '#features/guides/domain/guide.ts';

const readings: Record<string, Reading> = { '': 'full', beside: 'full', short: 'short', easy: 'easy' };

/** A guide in one of its readings, or with the English beside it; not found where there is none of that name. */
export const guidePage = publicPage(
	async ({ locals, params: { slug = '', reading = '' } }: Parameters<import('@sveltejs/kit').ServerLoad>[0]) => {
		const asked = Object.hasOwn(readings, reading) ? readings[reading] : undefined;
		const isBeside = reading === 'beside';
		const guide = asked && !(isBeside && locals.lang === 'en') ? await openGuide(locals.lang, slug, asked, isBeside) : null;
		if (!guide) error(404);
		return { guide, isBeside, isDue: isDue(guide.about, londonDay(locals.now)) };
	}
);
