import { beforeAll, expect, it } from 'vitest';
import { ask } from '../roles/catalogue.ts';
import { doors, type OneDoor } from './doors.ts';
import type { Facts, Who } from './facts.ts';
import { namesIn } from './facts.ts';
import {
	answerClass,
	bare,
	bodyOf,
	classOf,
	get,
	idsIn,
	missingIn,
	opening,
	openings,
	send as sendAs,
	twinsIn,
	withCookies,
	type Opened
} from './matrix.ts';
import { endings, later } from './forms.ts';
import type { House } from './house.ts';
import { watching } from './watch.ts';

export type Given = { house: House; facts: Facts };
/** Written by who looks, who is let in, who is on a case, and what waits for its turn: not what a request changes. */
export const aside = ['session', 'audit_event', 'audit_head', 'outbox_done', 'case_lock'];

const behindPermission = doors.filter(({ said }) => said.may);
const pages = behindPermission.filter(({ verb }) => verb === 'GET');
const forms = behindPermission.filter(({ verb }) => verb !== 'GET');
const everyone = ({ facts }: Given, { owner }: Opened): Who[] => {
	const other = facts.people.find((each) => each !== owner);
	// Who is the owner under another name, such as the witness, is no stranger.
	const account = ({ actor }: Who) => ('account' in actor ? actor.account : null);
	const strangers = facts.others.filter((each) => account(each) === null || account(each) !== account(owner));
	return [owner, ...(other ? [{ ...other, name: 'another person' }] : []), ...strangers];
};

const isLong = process.env.WAYMARK_LONG === '1';
/** Somebody refused whatever they ask for asks once; the long form asks for everything. */
const whoseFor = (said: string, hasIds: boolean): readonly ('own' | 'twin')[] =>
	hasIds && (said === 'in' || isLong) ? ['own', 'twin'] : ['own'];

/** Whether what is asked for is theirs: the rows of the first hub are the hub's, those of a person hers; the twins are the other hub's. */
function isTheirs(door: OneDoor, who: Who, { owner, place }: Opened, facts: Facts, whose: 'own' | 'twin' | 'missing'): boolean {
	if (!namesIn(door.address).some((name) => !['what', 'part', 'record', 'step'].includes(name))) return true;
	if (whose === 'missing') return false;
	// The other hub is a copy of the first one's rows, and its log begins with the copy.
	if (whose === 'twin' && door.address.endsWith('/log/[row]')) return false;
	// A way in is its owner's alone, also among those who work in one hub; and so is a row of one's own log.
	if (
		namesIn(door.address).includes('factor') ||
		door.address.startsWith('/my/helping/[grant]') ||
		door.address === '/my/account/looked/[row]'
	)
		return whose === 'own' && who.actor === owner.actor;
	// An entry is its partner's alone, also among the partners of one hub.
	if (/^\/agency\/(services|referrals|messages)\//.test(door.address)) return whose === 'own' && who.actor === owner.actor;
	if (door.area === 'person') {
		const id = 'id' in who.actor ? who.actor.id : '';
		return whose === 'own' && (who.actor === owner.actor || facts.partOf.some((part) => part.personId === id && part.caseId === place.id));
	}
	return (whose === 'twin') === (who.name === 'worker of another hub');
}

/** Every page × everyone × own, the other hub's and missing ids, against the policy table. */
export function everyPage(given: () => Given): void {
	it.each(pages.map((door) => [door.label, door] as const))('%s', async (_, door) => {
		const { house, facts } = given();
		const opened = await opening(house, facts, door);
		const askAs = async (who: Who) => {
			const said = classOf(door, who, door.said.may ?? 'page.own');
			const paths = { own: opened.path, twin: twinsIn(opened.path) };
			for (const whose of whoseFor(said, paths.own !== paths.twin)) {
				const answer = await get(house, who, paths[whose]);
				const theirs = isTheirs(door, who, opened, facts, whose);
				const due = said === 'in' && !theirs ? 'not-found' : said;
				const what = `${who.name} asks for ${whose === 'own' ? "the owner's" : "the other hub's"} ${paths[whose]}`;
				expect(answerClass(answer), what).toBe(due);
				// "Not yours" and "not there" are the same bytes.
				if (due === 'not-found' && said === 'in') expect(bare(answer), what).toBe(bare(await get(house, who, missingIn(opened.path))));
				if (due === 'in') noForeignId(who, answer.body, facts, what);
			}
		};
		await Promise.all(everyone(given(), opened).map(askAs));
	});
}

/** No page shows an id of the other hub to anyone of this one, nor the other way round; and a person no id of a case that is not hers. */
function noForeignId(who: Who, body: string, { rows, partOf }: Facts, what: string): void {
	const known = [...Object.values(rows).flat(), ...partOf].flatMap(({ id, caseId, personId }) => [id, caseId ?? id, personId ?? id]);
	const shown = idsIn(body);
	const hers = partOf.filter(({ personId }) => 'id' in who.actor && personId === who.actor.id).map(({ caseId }) => caseId);
	const ofOthers = partOf.filter(({ caseId }) => !hers.includes(caseId)).flatMap(({ caseId, personId }) => [caseId ?? '', personId ?? '']);
	const foreign = who.name === 'worker of another hub' ? known : [...known.map(twinsIn), ...(who.actor.kind === 'person' ? ofOthers : [])];
	expect(
		foreign.filter((id) => shown.has(id)),
		`${what}: shows what is not theirs`
	).toEqual([]);
}

/** Whether the form takes this name from the address: then a field of the same name would take its place. */
const isAskedFor = ({ said: { schema } }: OneDoor, place: Opened['place'], name: string): boolean =>
	idsIn(place[name] ?? '').size > 0 &&
	(schema?.safeParse({ ...place, [name]: 'no id' }).error?.issues.some(({ path }) => path[0] === name) ?? false);

/** Every form × everyone who may not, or whose rows these are not: refused as if they were not there, and nothing changed. */
export function everyForeignForm(given: () => Given): void {
	const watched = watching(given, aside);
	it.each(forms.map((door) => [door.label, door] as const))('%s', async (_, door) => {
		const { house, facts } = given();
		const opened = await opening(house, facts, door);
		const { target, fields } = opened.form ?? { target: opened.path, fields: {} };
		const body = bodyOf(fields);
		const send = (who: Who, path: string, sent: string) => sendAs(house, withCookies(who, opened.cookies), path, sent);
		const tryAs = async (who: Who) => {
			const said = classOf(door, who, door.said.may ?? 'page.own');
			for (const whose of whoseFor(said, target + body !== twinsIn(target + body))) {
				if (said === 'in' && isTheirs(door, who, opened, facts, whose)) continue;
				const [path, sent] = whose === 'own' ? [target, body] : [twinsIn(target), twinsIn(body)];
				const answer = await send(who, path, sent);
				const what = `${who.name} sends ${whose === 'own' ? "the owner's" : "the other hub's"} form`;
				if (said !== 'in') expect(answerClass(answer), what).toBe(said);
				else expect(bare(answer), what).toBe(bare(await send(who, missingIn(target), missingIn(body))));
			}
		};
		const ownWithForeignIds = async () => {
			// The address is theirs and the form says another's: taken or not, the form cannot say otherwise.
			for (const name of namesIn(door.address).filter((each) => isAskedFor(door, opened.place, each))) {
				const { status } = await send(opened.owner, target, `${body}&${name}=${twinsIn(opened.place[name] ?? '')}`);
				expect(status, `the owner sends their own form with the other hub's ${name}`).toBeGreaterThanOrEqual(400);
			}
			// And no id in the form itself ("once" is none: it is made afresh for each form) leads to another hub: refused, or as if there were no such thing.
			for (const [name, value] of Object.entries(fields).filter(
				([name, each]) => name !== 'once' && idsIn([each].flat().join()).size > 0
			)) {
				const { status } = await send(opened.owner, target, bodyOf({ ...fields, [name]: [value].flat().map(twinsIn) }));
				expect([303, 404, 422], `the owner sends their own form with the other hub's ${name}`).toContain(status);
			}
		};
		await watched.unchanged('a form that was refused', async () => {
			await Promise.all(everyone(given(), opened).map(tryAs));
			await ownWithForeignIds();
		});
	});
}

const walks = forms.filter(({ label }) => !later[label]?.after);
const ends = ({ label }: OneDoor) => endings.includes(label);

/** What a page says is wrong, in a few words. */
const faultOn = (page: string): string =>
	(/role="alert"[\s\S]{0,800}/.exec(page)?.[0] ?? '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.slice(0, 200);

/** One form of this door is taken from its owner. */
async function isTaken({ house, facts }: Given, door: OneDoor): Promise<void> {
	const refused: string[] = [];
	const first = await opening(house, facts, door);
	const attempts = async function* () {
		yield first;
		yield* openings(house, facts, door);
	};
	for await (const { owner, form, cookies } of attempts()) {
		const answer = await sendAs(house, withCookies(owner, cookies), form?.target ?? '', bodyOf(form?.fields ?? {}));
		if (answerClass(answer) === 'in') return;
		refused.push(`${answer.status} to ${JSON.stringify(form)}: ${faultOn(answer.body)}`);
		if (refused.length > 24) break;
	}
	throw new Error(
		`${door.label}: no form of the seed is taken. Say in tests/server/forms.ts what is typed.\n${refused.slice(0, 3).join('\n')}`
	);
}

/** Every form is taken from its owner: what was refused above was refused for whose it was. */
export function everyOwnForm(given: () => Given): void {
	// Wrong codes and passwords were counted.
	beforeAll(() => ask(given().house.db, 'delete from throttle'));
	it.each(walks.filter((door) => !ends(door)).map((door) => [door.label, door] as const))('%s', (_, door) => isTaken(given(), door));
}

/** The same for those that end what other forms need. */
export function everyEnding(given: () => Given): void {
	beforeAll(() => ask(given().house.db, 'delete from throttle'));
	const inOrder = walks.filter(ends).toSorted((one, other) => endings.indexOf(one.label) - endings.indexOf(other.label));
	it('knows each of them', () => expect(inOrder.map(({ label }) => label)).toEqual(endings));
	it.each(inOrder.map((door) => [door.label, door] as const))('%s', (_, door) => isTaken(given(), door));
}
