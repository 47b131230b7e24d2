import type * as queries from '#server/db/queries/directory.ts';
import type * as writes from '#server/db/queries/directory-write.ts';
import * as q from '#server/db/queries/directory.ts';
import * as w from '#server/db/queries/directory-write.ts';
import { noFacets } from '#features/directory/domain/facets.ts';
import { callsOf, id } from '../recorder.ts';

const today = '2026-06-02';
const words = [{ word: 'hit', codes: ['crime.domestic'] }, { word: 'help', codes: [] }];
const groups = [['area.humberside', 'area.all'], ['need.home']];
const of = { id, sourceId: null, externalId: 'a', contentHash: 'h' };
const find = { name: 'a', near: 'b', far: 'c', codes: ['need.home'], listing: [['all', 0]] as [string, number][], words: ['word'] };

export const directory = callsOf<Omit<typeof queries, 'mostServices'>>({
	findServices: {
		words: (tx) => q.findServices(tx, { words, groups }, today),
		'any word': (tx) => q.findServices(tx, { words, groups: [], isAnyWord: true }, today),
		filters: (tx) => q.findServices(tx, { words: [], groups }, today)
	},
	bestServices: (tx) => q.bestServices(tx, today),
	listServices: (tx) => q.listServices(tx, ['humberside', 'all'], 2, today, 20),
	nearestServices: (tx) => q.nearestServices(tx, { x: 0, y: 53 }, { words, groups }, today),
	serviceBySlug: (tx) => q.serviceBySlug(tx, 'harbour', today),
	servicesBySlugs: (tx) => q.servicesBySlugs(tx, ['harbour'], today),
	locationsOf: (tx) => q.locationsOf(tx, id),
	likeWords: (tx) => q.likeWords(tx, 'counceling'),
	hubScopes: (tx) => q.hubScopes(tx)
});

export const directoryWrite = callsOf<typeof writes>({
	keepOrganisations: (tx) => w.keepOrganisations(tx, [{ ...of, agencyId: null, name: 'Harbour', doc: {} }]),
	keepLocations: (tx) => w.keepLocations(tx, [{ ...of, doc: {}, isConfidential: true }]),
	keepServices: (tx) =>
		w.keepServices(tx, [
			{
				...of,
				organisationId: id,
				agencyId: null,
				slug: 'harbour',
				name: 'Harbour',
				doc: {},
				contacts: [],
				facets: noFacets(),
				isConfidential: false,
				isShown: true,
				quality: 50,
				find,
				at: [],
				assuredOn: null,
				checkedOn: null
			}
		]),
	takeAway: (tx) => w.takeAway(tx, id, [id])
});
