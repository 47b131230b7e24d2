import { groups } from '#features/guides/domain/guide.ts';
import { guidesIn } from '#features/guides/server/library.ts';
import { publicPage } from '#server/http/guard.ts';

export const load = publicPage(({ locals }) => {
	const guides = guidesIn(locals.lang);
	return {
		core: guides.filter(({ about }) => about.core),
		groups: groups
			.map((group) => ({ group, guides: guides.filter(({ about }) => about.group === group) }))
			.filter(({ guides: { length } }) => length)
	};
});
