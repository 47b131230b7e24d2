import { areaOf, forceAreas } from '#features/directory/domain/places.ts';
import { publicPage } from '#server/http/guard.ts';

export const load = publicPage(({ url }) => ({ areas: forceAreas, chosen: areaOf(url.searchParams.get('a') ?? '')?.code ?? '' }));
