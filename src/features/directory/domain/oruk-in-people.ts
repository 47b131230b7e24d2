import { fold } from './fold.ts';
import { isUuid } from './ids.ts';
import { fieldsOf, isObject, wordOf, type Json, type Note } from './oruk-in-fields.ts';
import { contactRules } from './oruk-in-rules.ts';
import { objectsIn } from './oruk-in-shape.ts';
import type { Doc } from './record.ts';

const offices =
	/\b(service|services|team|office|helpline|line|reception|enquir\w*|inquir\w*|centre|center|desk|admin\w*|support|hub|main|general|info\w*|duty|advice|switchboard|contact|referrals?|bookings?|customer|public|phone|telephone|email|website|charity|trust|association|group|project|network)\b/;

/** Whether a contact is somebody by name, and not an office that anybody may ring. Where we cannot tell, it is somebody. */
const isSomebody = (contact: Json, ...names: unknown[]): boolean => {
	const name = fold(wordOf(contact['name']));
	return name !== '' && !offices.test(name) && !names.some((own) => fold(wordOf(own)) === name);
};
const digits = (phone: Json): string => wordOf(phone['number']).replace(/\D/g, '').replace(/^44/, '0');

/**
 * The people to ask for at a service: kept for the hub, never shown. Numbers of offices among them move
 * to the service itself, where anybody finds them: Open Referral UK holds all numbers in contacts.
 */
export function peopleOf(
	raw: Json,
	links: readonly Json[],
	service: Json,
	derive: (text: string) => string,
	note: Note
): { people: Doc[] } {
	const organisation = isObject(raw['organization']) ? raw['organization'] : {};
	const sources: [unknown, string][] = [
		[raw['contacts'], '/contacts'],
		[organisation['contacts'], '/organization/contacts'],
		...links.flatMap((link, at): [unknown, string][] => [
			[link['contacts'], `/service_at_locations/${at}/contacts`],
			[isObject(link['location']) ? link['location']['contacts'] : null, `/service_at_locations/${at}/location/contacts`]
		])
	];
	const phones = objectsIn(service['phones']);
	const open = new Set(phones.map(digits));
	const people: Doc[] = [];
	for (const [list, where] of sources)
		for (const [at, each] of objectsIn(list).slice(0, 50).entries()) {
			const contact = fieldsOf(each, contactRules, `${where}/${at}`, note);
			const somebody = isSomebody(contact, service['name'], organisation['name']);
			if (somebody) note(`${where}/${at}/name`, 'person');
			else {
				for (const phone of objectsIn(contact['phones'])) if (!open.has(digits(phone)) && open.add(digits(phone))) phones.push(phone);
				if (service['email'] === undefined && contact['email'] !== undefined) service['email'] = contact['email'];
			}
			if (Object.keys(contact).some((name) => name !== 'id')) people.push(named(contact, `${where}/${at}`));
		}
	for (const [at, link] of links.entries())
		for (const [n, address] of objectsIn(isObject(link['location']) ? link['location']['addresses'] : null).entries()) {
			const attention = wordOf(address['attention']).slice(0, 200);
			if (!attention) continue;
			const where = `/service_at_locations/${at}/location/addresses/${n}/attention`;
			note(where, 'attention');
			people.push(named({ name: attention }, where));
		}
	if (phones.length) service['phones'] = phones;
	return { people: people.slice(0, 50) };

	function named(contact: Json, where: string): Doc {
		const own = wordOf(contact['id']);
		const id = isUuid(own) ? own.toLowerCase() : derive(`contact/${own || `${wordOf(service['id'])}${where}`}`);
		return { ...contact, id };
	}
}
