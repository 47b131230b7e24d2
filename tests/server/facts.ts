import type { Db } from '#server/db/as.ts';
import { createSession } from '#server/auth/session.ts';
import { workerRoles, type Actor } from '#server/policy/actor.ts';
import { steps as askSteps } from '#features/self-referrals/domain/asked.ts';
import { steps } from '#features/contact/domain/choices.ts';
import { nameOfRow } from '#features/audit/domain/looks.ts';
import { isShown } from '#features/audit/domain/shown.ts';
import { forceAreas } from '#features/directory/domain/places.ts';
import { taxonomies, termsOf } from '#features/directory/domain/vocabulary.ts';
import { addDemoAccount } from '#features/accounts/server/add-account.ts';
import { records } from '#features/keeping/domain/retention.ts';
import { demoHub } from '#demo/act.ts';
import { hubParts } from '#shared/hub.ts';
import { langs } from '#shared/lang.ts';
import { kitParts } from '../../src/routes/[[lang=lang]]/(console)/console/kit/parts.ts';
import { ask } from '../roles/catalogue.ts';
import { now } from './house.ts';
import { giveFactors } from './more-rows.ts';
import { twinHub } from './twin-hub.ts';

/** Somebody at the door: what the policy takes them for, and the cookie they hold. */
export type Who = { name: string; actor: Actor; cookie: string };

type Row = { id: string; caseId: string | null; personId: string | null; eventId?: string | null };
export type Facts = {
	/** The invented people, each with a session. */
	people: Who[];
	/** Nobody, a witness, each role of the hub's workers, agencies, and a worker of the other hub. */
	others: Who[];
	partOf: Row[];
	rows: Record<'event' | 'reference' | 'task' | 'telling' | 'breach', Row[]>;
	/** The ways in of each account, beside a password. */
	factors: { id: string; account: string }[];
	/** The workers of the hub. */
	workers: string[];
	directory: Directory;
	/** What each person may read of the log about them, by the names that addresses have for it. */
	looks: { row: string; personId: string }[];
	/** Whom a person let in: by the helper's own id. */
	grants: { id: string; helper: string; caseId: string; opensMessages: boolean }[];
	members: { threadId: string; agencyId: string }[];
	/** Sent through "Ask for help". */
	asks: string[];
	/** What people and the hub write to each other, by whose it is. */
	threads: { id: string; personId: string; caseId: string | null }[];
	templates: string[];
	/** Letters that wait to be printed. */
	letters: string[];
	/** Requests to partners: whose, and to whom. */
	shared: { id: string; personId: string; agencyId: string; state: string }[];
};

/** What the directory holds: those that more-rows.ts made something of come first. `version` waits to be decided. */
type Directory = {
	services: { id: string; slug: string; agency: string | null; isShown: boolean }[];
	versions: { id: string; service: string }[];
	sources: string[];
	terms: { id: string; source: string }[];
	atLocations: string[];
};

type AccountRow = { id: string; hub: string; kind: 'person' | 'worker' | 'agency'; subject: string; roles: string; agency: string | null };

/** A session in the cookie of the account's own area. */
async function enter(db: Db, name: string, { id, hub, kind, subject, roles, agency }: AccountRow): Promise<Who> {
	const token = await db.as({ kind: 'door' }, now, (tx) => createSession(tx, { id, kind }, true));
	const actor = { kind, account: id, id: subject, hub, roles: JSON.parse(roles) as string[], agency } as unknown as Actor;
	return { name, actor, cookie: `${kind === 'person' ? 'w' : 'c'}=${token}` };
}

/** A session in the place of the one that a form of theirs hid or ended. */
export async function renew(db: Db, { actor, cookie }: Who): Promise<string> {
	if (actor.kind === 'nobody' || !('account' in actor)) return cookie;
	const { kind, account: id } = actor as { kind: AccountRow['kind']; account: string };
	const token = await db.as({ kind: 'door' }, now, (tx) => createSession(tx, { id, kind }, true));
	return `${kind === 'person' ? 'w' : 'c'}=${token}`;
}

/** An account for each role a worker can have, also one that none of the invented workers has. */
async function roleAccounts(db: Db, from: AccountRow): Promise<AccountRow[]> {
	const made: AccountRow[] = [];
	const [{ passwordHash } = { passwordHash: '' }] = await ask<{ passwordHash: string }>(
		db,
		`select password as "passwordHash" from account where id = '${from.id}'`
	);
	for (const role of workerRoles) {
		const account = { hub: demoHub, kind: 'worker', subject: from.subject, roles: [role], lang: 'en' } as const;
		const id = await db.as({ kind: 'door', hub: demoHub }, now, (tx) =>
			addDemoAccount(tx, { ...account, signIn: `fences ${role}`, passwordHash })
		);
		made.push({ ...from, id, roles: JSON.stringify([role]) });
	}
	return made;
}

/** Those who hold a session that lets nobody in: without the second factor, or in the cookie of the other area. */
async function halfIn(db: Db, care: AccountRow, person: AccountRow): Promise<Who[]> {
	const nobody: Actor = { kind: 'nobody' };
	const without = await db.as({ kind: 'door' }, now, (tx) => createSession(tx, { id: care.id, kind: 'worker' }, false));
	const [worker, hers] = [await enter(db, '', care), await enter(db, '', person)];
	return [
		{ name: 'worker without a second factor', actor: nobody, cookie: `c=${without}` },
		{ name: "worker in a person's cookie", actor: nobody, cookie: worker.cookie.replace('c=', 'w=') },
		{ name: "person in a worker's cookie", actor: nobody, cookie: hers.cookie.replace('w=', 'c=') }
	];
}

/** Reads who and what the seeded house holds, and lets everybody in. */
export async function factsOf(db: Db): Promise<Facts> {
	const accounts = await ask<AccountRow>(
		db,
		`select id::text, hub_id::text as hub, kind, subject::text, to_json(roles)::text as roles, agency_id::text as agency from account order by subject, id`
	);
	const partOf = await ask<Row & { role: string }>(
		db,
		`select id::text, case_id::text as "caseId", person_id::text as "personId", role from participant where hub_id = '${demoHub}' order by case_id, person_id`
	);
	const of = (kind: string, hub: string = demoHub) => accounts.filter((account) => account.kind === kind && account.hub === hub);
	const [care] = of('worker');
	const [elsewhere] = of('worker', twinHub);
	const [agency, otherAgency] = of('agency');
	const witness = of('person').find(({ subject }) => partOf.some((part) => part.personId === subject && part.role === 'witness'));
	if (!care || !elsewhere || !agency || !otherAgency || !witness)
		throw new Error('the seed has no worker, no twin, no second agency or no witness');
	const byRole = await roleAccounts(db, care);
	const others: Who[] = [{ name: 'nobody', actor: { kind: 'nobody' }, cookie: '' }, await enter(db, 'witness', witness)];
	for (const account of byRole) others.push(await enter(db, (JSON.parse(account.roles) as string[]).join(' '), account));
	others.push(
		...(await halfIn(db, care, witness)),
		await enter(db, 'worker of another hub', elsewhere),
		await enter(db, 'agency', agency),
		await enter(db, 'other agency', otherAgency)
	);
	const people: Who[] = [];
	for (const account of of('person')) people.push(await enter(db, `person ${people.length + 1}`, account));
	const rows = {} as Facts['rows'];
	for (const table of ['event', 'reference', 'task', 'telling', 'breach'] as const) {
		const person = ['task', 'telling'].includes(table) ? 'person_id::text' : 'null';
		const open = table === 'task' ? ' and done_at is null' : '';
		const event = table === 'telling' ? 'event_id::text' : 'null';
		rows[table] = await ask<Row>(
			db,
			`select id::text, case_id::text as "caseId", ${person} as "personId", ${event} as "eventId" from "${table}" where hub_id = '${demoHub}'${open} order by id`
		);
	}
	await giveFactors(db);
	const factors = await ask<Facts['factors'][number]>(db, `select id::text, account_id::text as account from factor order by id`);
	const workers = await ask<{ id: string }>(db, `select id::text from worker where hub_id = '${demoHub}' order by id`);
	return {
		people,
		others,
		partOf,
		rows,
		factors,
		workers: workers.map(({ id }) => id),
		directory: await directoryOf(db),
		looks: await looksOf(db),
		grants: await ask<Facts['grants'][number]>(
			db,
			`select id::text, helper_id::text as helper, case_id::text as "caseId", 'messages' = any (parts) as "opensMessages" from help_grant where hub_id = '${demoHub}' and state = 'live' and ended_at is null order by id`
		),
		asks: (
			await ask<{ id: string }>(db, `select id::text from self_referral where hub_id = '${demoHub}' and state = 'waiting' order by id`)
		).map(({ id }) => id),
		members: await ask<Facts['members'][number]>(
			db,
			`select thread_id::text as "threadId", agency_id::text as "agencyId" from thread_member where hub_id = '${demoHub}' and since is not null and until is null order by thread_id`
		),
		threads: await ask<Facts['threads'][number]>(
			db,
			`select id::text, person_id::text as "personId", case_id::text as "caseId" from thread where hub_id = '${demoHub}' order by opened_at desc, id`
		),
		letters: (
			await ask<{ id: string }>(db, `select id::text from notice where hub_id = '${demoHub}' and state = 'printing' order by id`)
		).map(({ id }) => id),
		templates: (
			await ask<{ id: string }>(db, `select id::text from reply_template where hub_id = '${demoHub}' and retired_at is null order by id`)
		).map(({ id }) => id),
		shared: await ask<Facts['shared'][number]>(
			db,
			`select id::text, person_id::text as "personId", agency_id::text as "agencyId", state from referral where hub_id = '${demoHub}' order by made_at, id`
		)
	};
}

async function directoryOf(db: Db): Promise<Directory> {
	const services = await ask<Directory['services'][number]>(
		db,
		`select id::text, slug, agency_id::text as agency, is_shown as "isShown" from service s where kept_by = '${demoHub}'
			order by exists (select from service_feedback f where f.service_id = s.id) desc, not is_shown desc, slug`
	);
	const versions = await ask<Directory['versions'][number]>(
		db,
		`select id::text, service_id::text as service from service_version where kept_by = '${demoHub}' and state = 'waiting' order by id`
	);
	const terms = await ask<Directory['terms'][number]>(
		db,
		`select t.id::text, s.slug as source from directory_term t join directory_source s on s.id = t.source_id where t.kept_by = '${demoHub}' order by t.id`
	);
	const named = (text: string) => ask<{ name: string }>(db, text).then((rows) => rows.map(({ name }) => name));
	return {
		services,
		versions,
		terms,
		sources: await named(`select slug as name from directory_source where kept_by = '${demoHub}' order by accepted_at nulls first, slug`),
		atLocations: await named(`select id::text as name from service_location where is_shown and not is_confidential order by id limit 1`)
	};
}

/** The rows of the log that a person reads, newest first. */
async function looksOf(db: Db): Promise<Facts['looks']> {
	const rows = await ask<{ chain: string; seq: string; ms: string; action: string; personId: string }>(
		db,
		`select chain, seq::text, (extract(epoch from at) * 1000)::bigint::text as ms, action, person_id::text as "personId" from audit_event
			where chain = '${demoHub}' and person_id is not null order by at desc, seq desc`
	);
	return rows
		.filter(({ action }) => isShown(action as Parameters<typeof isShown>[0]))
		.map(({ chain, seq, ms, personId }) => ({ row: nameOfRow({ chain, seq: Number(seq), at: new Date(Number(ms)) }), personId }));
}

/** The values an address is filled with, by the names in its brackets and of what it needs behind the "?". */
export type Place = Record<string, string>;

const ids = (rows: readonly Row[], caseId?: string) => rows.filter((row) => !caseId || row.caseId === caseId).map(({ id }) => id);

/** Everybody in a case. */
const personInCase = ({ partOf }: Facts, { id }: Place) =>
	partOf.filter((part) => part.caseId === id).map(({ personId }) => personId ?? '');

/** Where the values of each name come from. `place` is what stands further left already; `person` is whose page it is. A new name needs a line here; '/address/[name] name' is for one address alone. */
const sources: Record<string, (facts: Facts, place: Place, person: string | null) => readonly string[]> = {
	id: ({ partOf }, _, person) => [
		...new Set(partOf.filter((part) => !person || part.personId === person).map(({ caseId }) => caseId ?? ''))
	],
	event: ({ rows }, { id }) => ids(rows.event, id),
	thing: ({ rows }, { id }) => [...ids(rows.reference, id), ...ids(rows.event, id)],
	task: ({ rows }) => ids(rows.task),
	t: ({ rows }, { id, event }) =>
		ids(
			rows.telling.filter((row) => row.eventId === event),
			id
		),
	what: () => Array.from({ length: 12 }, (_, at) => `${at + 1}`),
	part: () => kitParts,
	'/console/hub/[part] part': () => hubParts,
	step: () => steps,
	...Object.fromEntries(
		['reach/[person]', 'needs/[person]', 'needs/[person]/letter'].map((rest) => [`/console/cases/[id]/${rest} person`, personInCase])
	),
	factor: ({ factors }) => factors.map(({ id }) => id),
	person: ({ partOf }) => [...new Set(partOf.map(({ personId }) => personId ?? ''))],
	row: ({ looks }, { person: about }, person) => looks.filter(({ personId }) => personId === (about ?? person)).map(({ row }) => row),
	worker: ({ workers }) => workers,
	record: () => records,
	service: ({ directory: { services } }) => services.map(({ id }) => id),
	version: ({ directory: { versions } }, { service }) => versions.filter((each) => each.service === service).map(({ id }) => id),
	word: ({ directory: { terms } }, { source }) => terms.filter((each) => each.source === source).map(({ id }) => id),
	source: ({ directory: { sources: slugs } }) => slugs,
	slug: ({ directory: { services } }) => services.filter(({ isShown: shown }) => shown).map(({ slug }) => slug),
	...Object.fromEntries(['', '/[reading]'].map((rest) => [`/guides/[slug]${rest} slug`, () => ['court-day', 'bail']])),
	reading: (_, { slug }) => (slug === 'court-day' ? ['short', 'easy'] : []),
	of: () => langs,
	area: () => forceAreas.map(({ code }) => code),
	ask: ({ asks }) => asks,
	thread: ({ threads }, _, person) => threads.filter(({ personId }) => !person || personId === person).map(({ id }) => id),
	template: ({ templates }) => templates,
	notice: ({ letters }) => letters,
	'/agency/messages/[thread] thread': ({ members, others }) => {
		const actor = others.find(({ name }) => name === 'agency')?.actor;
		return members.filter(({ agencyId }) => actor && 'agency' in actor && agencyId === actor.agency).map(({ threadId }) => threadId);
	},
	...Object.fromEntries(
		['', '/[thread]'].map((rest) => [
			`/my/helping/[grant]/messages${rest} grant`,
			({ grants }: Facts, _: Place, person: string | null) =>
				grants.filter(({ helper, opensMessages }) => opensMessages && (!person || helper === person)).map(({ id }) => id)
		])
	),
	'/my/helping/[grant]/messages/[thread] thread': ({ threads, grants }, { grant }) => {
		const matter = grants.find(({ id }) => id === grant)?.caseId;
		return threads.filter(({ caseId }) => caseId === matter).map(({ id }) => id);
	},
	'/get-help/[step] step': () => askSteps,
	// Whatever stands in the address, the page is the same.
	token: () => ['a-link'.padEnd(43, '-')],
	referral: ({ shared }, _, person) => shared.filter(({ personId }) => !person || personId === person).map(({ id }) => id),
	'/my/help/shared/[referral]/receipt referral': ({ shared }, _, person) =>
		shared.filter(({ personId, state }) => state !== 'draft' && (!person || personId === person)).map(({ id }) => id),
	'/agency/referrals/[referral] referral': ({ shared, others }) => {
		const actor = others.find(({ name }) => name === 'agency')?.actor;
		return shared
			.filter(({ agencyId, state }) => state !== 'draft' && actor && 'agency' in actor && agencyId === actor.agency)
			.map(({ id }) => id);
	},
	'/agency/services/[service] service': ({ directory: { services }, others }) => {
		const actor = others.find(({ name }) => name === 'agency')?.actor;
		return services.filter(({ agency }) => actor && 'agency' in actor && agency === actor.agency).map(({ id }) => id);
	},
	'/console/directory/[service]/change/[version] service': ({ directory: { versions } }) => versions.map(({ service }) => service),
	'/api/oruk/services/[id] id': ({ directory: { services } }) => services.filter(({ isShown: shown }) => shown).map(({ id }) => id),
	'/api/oruk/service_at_locations/[id] id': ({ directory: { atLocations } }) => atLocations,
	'/api/oruk/taxonomies/[id] id': () => taxonomies.map(({ id }) => `${id}`),
	'/api/oruk/taxonomy_terms/[id] id': () => termsOf().map(({ id }) => `${id}`),
	grant: ({ grants }, _, person) => grants.filter(({ helper }) => !person || helper === person).map(({ id }) => id),
	'/console/cases/[id]/restorative/[person] person': ({ partOf }, { id }) =>
		partOf.filter(({ caseId }) => caseId === id).map(({ personId }) => personId ?? ''),
	'/console/breaches/[id] id': ({ rows }) => ids(rows.breach)
};
/** What some pages need behind the "?". */
const behind: Record<string, readonly string[]> = {
	'/console/cases/[id]/tell/[event]/done': ['t'],
	'/console/directory/sources/[source]/words': ['word']
};

export const namesIn = (address: string): string[] => [
	...[...address.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? ''),
	...(behind[address] ?? [])
];

/** Every way to fill an address from the seed, for one person or for the hub. */
export function placesOf(address: string, facts: Facts, person: string | null): Place[] {
	return namesIn(address).reduce<Place[]>(
		(places, name) => {
			const source = sources[`${address} ${name}`] ?? sources[name];
			if (!source) throw new Error(`${address}: say in tests/server/facts.ts, "sources", where values of [${name}] come from`);
			return places.flatMap((place) => source(facts, place, person).map((value) => ({ ...place, [name]: value })));
		},
		[{}]
	);
}

/** An address of a door that opens for everybody. */
export const publicPath = (address: string, facts: Facts): string => pathOf(address, placesOf(address, facts, null)[0] ?? {});

/** The address with its values in it. */
export function pathOf(address: string, place: Place): string {
	const query = (behind[address] ?? []).map((name) => `${name}=${place[name]}`).join('&');
	return address.replace(/\[(\w+)\]/g, (_, name: string) => place[name] ?? '') + (query && `?${query}`);
}
