import { can, type Permission } from '#server/policy/policy.ts';
import type { OneDoor } from './doors.ts';
import { pathOf, placesOf, renew, type Facts, type Place, type Who } from './facts.ts';
import { encoded, filled, formOn, later, targetFrom, type Fields, type Form } from './forms.ts';
import type { Answer, House } from './house.ts';
import { missingOf, twinOf } from './twin-hub.ts';

/** One door with an address from the seed that opens for its owner, and the form that stands there. */
export type Opened = {
	door: OneDoor;
	owner: Who;
	place: Place;
	path: string;
	page: string;
	/** What the page left in the browser beside the session. */
	cookies: string;
	form: { target: string; fields: Fields } | null;
};

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
/** The same address or form with ids of the other hub, or of nowhere. */
export const twinsIn = (text: string): string => text.replace(uuid, twinOf);
export const missingIn = (text: string): string => text.replace(uuid, missingOf);

/** Headers of a form sent from our own page. */
export const ownForm = (house: House, who: Who, type = 'application/x-www-form-urlencoded') => ({
	...(who.cookie && { cookie: who.cookie }),
	origin: house.origin,
	'sec-fetch-site': 'same-origin',
	'content-type': type
});
export const get = (house: House, who: Who, path: string): Promise<Answer> =>
	house.ask({ path, headers: who.cookie ? { cookie: who.cookie } : {} });
export const send = (house: House, who: Who, path: string, body: string): Promise<Answer> =>
	house.ask({ method: 'POST', path, headers: ownForm(house, who), body });

/** Who the policy lets through this door; for a person's pages each of the invented people has their own. */
function ownersOf({ area, said: { may } }: OneDoor, { people, others }: Facts): readonly Who[] {
	if (area === 'person') return people;
	const allowed = others.filter(({ name, actor }) => name !== 'worker of another hub' && may && actor.kind !== 'person' && can(actor, may));
	return may ? allowed.slice(0, 1) : others.slice(0, 1);
}

const most = 250;

/** Every address of this door that opens for an owner, one at a time, with its form. */
export async function* openings(house: House, facts: Facts, door: OneDoor, read: typeof get = get): AsyncGenerator<Opened> {
	let tries = 0;
	for (const owner of ownersOf(door, facts)) {
		owner.cookie = await renew(house.db, owner);
		for (const place of placesOf(door.address, facts, 'id' in owner.actor && door.area === 'person' ? owner.actor.id : null)) {
			if (tries++ > most) return;
			const path = pathOf(door.address, place);
			// An endpoint has no page with a form on it.
			if (!door.action && door.verb !== 'GET') {
				const form = { target: path, fields: later[door.label]?.fields(place, '') ?? {} };
				yield { door, owner, place, path, page: '', cookies: '', form };
				continue;
			}
			const { status, body, headers } = await read(house, owner, path);
			if (status !== 200) continue;
			const form = door.action ? (formOn(body, door) ?? laterForm(door)) : null;
			if (door.action && !form) continue;
			const cookies = [...(headers['set-cookie'] ?? []), later[door.label]?.cookie ?? ''];
			yield {
				...{ door, owner, place, path, page: body },
				cookies: cookies
					.map((each) => each.split(';')[0] ?? '')
					.filter((each) => /^[^=]+=./.test(each) && !/^[cw]=/.test(each))
					.join('; '),
				form: form && formOf(door, { ...place, person: personIn(facts, place) }, path, form, body)
			};
		}
	}
}

const personIn = ({ partOf }: Facts, { id, person }: Place): string => person ?? partOf.find(({ caseId }) => caseId === id)?.personId ?? '';

const laterForm = (door: OneDoor): Form | null =>
	later[door.label] ? { target: door.action === 'default' ? '' : `?/${door.action}`, fields: {}, boxes: {} } : null;

const formOf = (door: OneDoor, place: Place, path: string, form: Form, page: string) => ({
	target: targetFrom(path, form),
	fields: { ...filled(door.said.schema, place, form), ...later[door.label]?.fields(place, page) }
});

const known = new Map<OneDoor, Opened>();

/** The first such address, found once. @throws naming the door, where the seed has none. */
export async function opening(house: House, facts: Facts, door: OneDoor): Promise<Opened> {
	const first = known.get(door) ?? (await firstOpening(house, facts, door));
	known.set(door, first);
	// A form before this one may have hidden or ended the session.
	first.owner.cookie = await renew(house.db, first.owner);
	return first;
}

/** Pages that were read on the way to a first opening: the doors of one page look for it in the same places. */
const pagesRead = new Map<string, Promise<Answer>>();
const readOnce: typeof get = (house, who, path) => {
	const key = `${who.name} ${path}`;
	const answer = pagesRead.get(key) ?? get(house, who, path);
	pagesRead.set(key, answer);
	return answer;
};

async function firstOpening(house: House, facts: Facts, door: OneDoor): Promise<Opened> {
	for await (const opened of openings(house, facts, door, readOnce)) return opened;
	throw new Error(
		`${door.label}: nothing in the seed opens it for its owner. Add such a row to src/demo, or its values to tests/server/facts.ts`
	);
}

/** Whom the door sees: a person's session counts on a person's pages only, a worker's never there. */
export const seenAs = ({ area }: OneDoor, { actor }: Who): Who['actor'] =>
	actor.kind !== 'nobody' && (area === 'person') === (actor.kind === 'person') ? actor : { kind: 'nobody' };

/** What the policy says to somebody at a door before it is known whose rows they ask for. */
export function classOf(door: OneDoor, who: Who, may: Permission): 'sign-in' | 'not-found' | 'in' {
	const actor = seenAs(door, who);
	if (actor.kind === 'nobody') return 'sign-in';
	return can(actor, may) ? 'in' : 'not-found';
}

/** What an answer is, in the words of the policy. */
export function answerClass({ status, headers }: Answer): string {
	if (status === 303 && /^(\/\w\w)?\/sign-in$/.test(headers.location ?? '')) return 'sign-in';
	if (status === 404) return 'not-found';
	return status < 400 ? 'in' : `${status}`;
}

/** An answer without what differs from request to request: ids and the code to quote. */
export const bare = ({ status, headers, body }: Answer): string =>
	[status, headers['content-type'], headers.location, body]
		.join('\n')
		// Behind the "?" of an address its slashes are written in numbers.
		.replaceAll('%2F', '/')
		.replace(uuid, 'ID')
		.replace(/\b[0-9a-f]{8}\b/g, 'CODE');

/** Which other ids of that kind stand in a text. */
export const idsIn = (text: string): Set<string> => new Set(text.match(uuid) ?? []);
/** Somebody's session beside what a page left in the browser. */
export const withCookies = (who: Who, cookies: string): Who => ({ ...who, cookie: [who.cookie, cookies].filter(Boolean).join('; ') });
export const bodyOf = (fields: Fields): string => encoded(fields);
