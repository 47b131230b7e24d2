import type { Facets } from './facets.ts';
import { fold } from './fold.ts';
import { wordOf, type Json } from './oruk-in-fields.ts';
import { objectsIn } from './oruk-in-shape.ts';

/** Words of a place that somebody may be looked for in. 'refugee' is none of them. */
const refuge = /\b(refuges?|safe ?houses?|safe accommodation|lloches|llochesau)\b/;
const secret =
	/\b(address|location|venue|place|site)\b[^.]{0,30}\b(confidential|secret|undisclosed|withheld|not (?:published|disclosed|given|shown|made public))|\b(confidential|secret|undisclosed|withheld)\b[^.]{0,20}\b(address|location|venue|place|site)|cyfeiriad cyfrinachol/;
const secretPlace = /\b(confidential|undisclosed|withheld|secret|not disclosed|not for publication|cyfrinachol)\b/;

const wordsOf = (row: Json, ...fields: string[]): string => fold(fields.map((field) => wordOf(row[field])).join(' . '));

/**
 * Whether a service is a refuge, so that none of its places is shown: where it says so, and where it gives a home to people hurt at home and speaks of a
 * refuge at all. Rather one too many than one too few: a place that was shown once cannot be taken back.
 */
export function isRefuge(service: Json, facets: Facets, isSaid: boolean): boolean {
	const said = wordsOf(service, 'name', 'alternate_name', 'description', 'alert');
	const isHomeFromHarm = facets.needs.includes('home') && facets.crimes.includes('domestic');
	return isSaid || refuge.test(wordsOf(service, 'name', 'alternate_name')) || secret.test(said) || (isHomeFromHarm && refuge.test(said));
}

/** Whether this one place is not to be shown: it says so itself, or it is a home for people hurt at home and its address was left out on purpose. */
export function isHiddenPlace(location: Json, facets: Facets): boolean {
	const attributes = objectsIn(location['attributes']).map((each) => wordOf((each['taxonomy_term'] as Json | undefined)?.['name']));
	const addresses = objectsIn(location['addresses']);
	const said = [
		wordsOf(location, 'name', 'alternate_name', 'description'),
		...attributes.map(fold),
		...addresses.map((each) => wordsOf(each, 'address_1', 'city'))
	].join(' . ');
	const isHomeFromHarm = facets.needs.includes('home') && facets.crimes.includes('domestic');
	const isWithout = location['location_type'] === 'physical' && !addresses.some((each) => wordOf(each['address_1']) !== '');
	return refuge.test(said) || secretPlace.test(said) || (isHomeFromHarm && isWithout);
}
