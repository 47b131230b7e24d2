import { Secret, TOTP } from 'otpauth';
import { sql, type SQL } from 'drizzle-orm';
import { sealForDoor } from '#server/crypto/instance.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { newTotpSecret } from '#server/auth/totp.ts';
import { secretPlace } from '#features/accounts/server/second-factor.ts';
import { isShown } from '#features/audit/domain/shown.ts';
import { demoHub } from '#demo/act.ts';
import { agencyOf } from '#demo/agencies.ts';
import { ask } from '../roles/catalogue.ts';
import { now } from './house.ts';

/** The app of every account here, so that a test can read a code of it. */
const appSecret = newTotpSecret();
/** The code an app shows at the moment at which the clock of the house stands, or so many steps later. */
export const codeOf = (secret = appSecret, later = 0): string =>
	new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: now.getTime() + later * 30_000 });

/** Every account of the hub gets an app and two passkeys, of which one can be taken away: none of the invented people has one. */
export async function giveFactors(db: Db): Promise<void> {
	const accounts = await ask<{ id: string }>(db, `select id::text from account where hub_id = '${demoHub}' order by id`);
	await asOwner(db, (q) =>
		accounts.flatMap(({ id: account }) => {
			const [app, at] = [newId(now), now.toISOString()];
			const passkey = (id: string) =>
				q(sql`insert into factor (id, account_id, kind, credential_id, public_key, counter, made_at, confirmed_at)
					values (${id}, ${account}, 'passkey', ${Buffer.from(id)}, ${Buffer.from('none')}, 0, ${at}, ${at})`);
			return [
				q(sql`insert into factor (id, account_id, kind, secret_sealed, made_at, confirmed_at)
					values (${app}, ${account}, 'totp', ${sealForDoor(db.provider, secretPlace(app), appSecret)}, ${at}, ${at})`),
				...[newId(now), newId(now)].map(passkey)
			];
		})
	);
}

type Part = { caseId: string; personId: string };
type Cast = {
	parts: Part[];
	/** Whose accounts walk the console. */
	walker: string;
	/** A worker who is nobody's contact. */
	outsider: string;
	/** Everybody else. */
	inside: string[];
};

async function castOf(db: Db): Promise<Cast> {
	const parts = await ask<Part>(
		db,
		`select case_id::text as "caseId", person_id::text as "personId" from participant where hub_id = '${demoHub}' order by case_id, person_id`
	);
	const workers = await ask<{ id: string; isContact: boolean; walks: boolean }>(
		db,
		`select id::text, exists (select from named_contact c where c.worker_id = w.id) as "isContact",
			w.id = (select subject from account where hub_id = '${demoHub}' and kind = 'worker' order by subject limit 1) as walks
		from worker w where hub_id = '${demoHub}' order by id`
	);
	const walker = workers.find(({ walks }) => walks);
	const outsider = workers.find(({ isContact, walks }) => !isContact && !walks);
	if (parts.length < 6 || !walker || !outsider) throw new Error('the seed has too few cases, or no worker who is nobody’s contact');
	return { parts, walker: walker.id, outsider: outsider.id, inside: workers.map(({ id }) => id).filter((id) => id !== outsider.id) };
}

/** Somebody whose one case is theirs alone, and none of these. */
function aloneAmong(parts: readonly Part[], notIn: readonly string[]): Part {
	const times = (key: keyof Part, value: string) => parts.filter((part) => part[key] === value).length;
	const found = parts.find(
		(one) => times('caseId', one.caseId) === 1 && times('personId', one.personId) === 1 && !notIn.includes(one.caseId)
	);
	if (!found) throw new Error('the seed has nobody with one case of their own');
	return found;
}

/** The oldest entry of the log that its person may read, among those who may read several. */
async function entryOf(db: Db): Promise<{ chain: string; seq: string; personId: string }> {
	const rows = (
		await ask<{ chain: string; seq: string; personId: string; action: Parameters<typeof isShown>[0] }>(
			db,
			`select chain, seq::text, person_id::text as "personId", action from audit_event where chain = '${demoHub}' and person_id is not null order by seq`
		)
	).filter(({ action }) => isShown(action));
	const found = rows.find(({ personId }, at) => rows.slice(at + 1).some((row) => row.personId === personId));
	if (!found) throw new Error('the seed has nobody with two entries in the log');
	return found;
}

const none = Buffer.from('none');

/**
 * What the seed does not hold and forms need: a restricted case with people let in, a broken glass and somebody who knows somebody; a hold; a wrong link and what was flagged; an entry
 * kept back; a request to delete; a telling of a moment ago. What was sealed opens for nobody, and the pages have to stand that.
 */
export async function addMoreRows(db: Db): Promise<void> {
	const { parts, walker, outsider, inside } = await castOf(db);
	const apart = parts.filter(({ caseId }, place) => parts.findIndex((part) => part.caseId === caseId) === place);
	const [wrong, known, restricted] = [apart[0], apart[1], apart.at(-1)] as [Part, Part, Part];
	const entries = await entriesFor(db);
	const asks = aloneAmong(parts, [wrong.caseId, known.caseId, restricted.caseId]);
	const entry = await entryOf(db);
	const [before, at, soon] = [-1, 0, 1].map((hours) => new Date(now.getTime() + hours * 3_600_000).toISOString());
	await asOwner(db, (q) => [
		q(sql`insert into breach (id, hub_id, case_id, opened_by, opened_at, known_at, seen_sealed, decision)
			values (${newId(now)}, ${demoHub}, ${wrong.caseId}, ${walker}, ${at}, ${at}, ${none}, 'open')`),
		q(sql`insert into not_mine (id, hub_id, case_id, person_id, reference_id, at)
			select ${newId(now)}::uuid, r.hub_id, r.case_id, p.person_id, r.id, ${at}::timestamptz from reference r join participant p on p.case_id = r.case_id
			where r.hub_id = ${demoHub} and r.detached_at is null and r.case_id <> ${wrong.caseId}
			order by exists (select from named_contact c where c.case_id = r.case_id and c.until is null and c.worker_id = ${walker}) desc, r.id limit 1`),
		q(sql`insert into task (id, hub_id, person_id, kind, is_urgent, due_on, made_at)
			values (${newId(now)}, ${demoHub}, ${asks.personId}, 'erase_asked', false, '2026-07-10', ${at})`),
		q(sql`insert into need_answer (id, hub_id, person_id, case_id, levels, once_key, made_at)
			values (${newId(now)}, ${demoHub}, ${wrong.personId}, ${wrong.caseId}, '{"home":"lot"}', ${newId(now)}, ${before})`),
		q(sql`insert into task (id, hub_id, case_id, person_id, kind, is_urgent, due_on, made_at)
			values (${newId(now)}, ${demoHub}, ${wrong.caseId}, ${wrong.personId}, 'not_safe', true, '2026-06-10', ${at})`),
		// On one case: a task is a reason to look, and of other cases the reason has to be asked.
		...[1, 2, 3, 4, 5, 6].map(() =>
			q(sql`insert into task (id, hub_id, case_id, person_id, about, kind, is_urgent, due_on, made_at)
				values (${newId(now)}, ${demoHub}, ${wrong.caseId}, ${wrong.personId}, ${known.personId}, 'likeness', false, '2026-06-17', ${at})`)
		),
		...parts.map(({ caseId, personId }) =>
			q(sql`insert into court_step (id, hub_id, case_id, person_id, thing, seq, step, speaker, access, made_at)
				values (${newId(now)}, ${demoHub}, ${caseId}, ${personId}, 'entrance', 1, 'asked', 'person', '{}', ${at})`)
		),
		...parts.map(({ caseId, personId }) =>
			q(sql`insert into court_away (id, hub_id, case_id, person_id, from_on, to_on, speaker, made_at)
				values (${newId(now)}, ${demoHub}, ${caseId}, ${personId}, '2026-08-03', '2026-08-05', 'person', ${at})`)
		),
		q(
			sql`insert into due_filter (id, hub_id, worker_id, code, made_at) values (${newId(now)}, ${demoHub}, ${walker}, 'mine.-.-.-', ${at})`
		),
		// Far ahead, so that whoever walks the console is here meanwhile.
		q(sql`insert into staff_absence (id, hub_id, worker_id, from_on, to_on, cover_id, made_by, made_at)
			values (${newId(now)}, ${demoHub}, ${walker}, '2026-12-21', '2026-12-23', ${outsider}, ${walker}, ${at})`),
		q(sql`insert into on_call (id, hub_id, worker_id, from_at, to_at, made_by, made_at)
			values (${newId(now)}, ${demoHub}, ${outsider}, '2026-12-24T17:00:00Z', '2026-12-25T09:00:00Z', ${walker}, ${at})`),
		q(sql`insert into case_restriction (id, hub_id, case_id, why, made_by, made_at)
			values (${newId(now)}, ${demoHub}, ${restricted.caseId}, 'staff', ${walker}, ${at})`),
		...inside.map((worker) =>
			q(sql`insert into case_access (id, hub_id, case_id, worker_id, is_glass, made_by, made_at)
				values (${newId(now)}, ${demoHub}, ${restricted.caseId}, ${worker}, false, ${walker}, ${before})`)
		),
		q(sql`insert into case_access (id, hub_id, case_id, worker_id, is_glass, reason_sealed, until, made_by, made_at)
			values (${newId(now)}, ${demoHub}, ${restricted.caseId}, ${outsider}, true, ${none}, ${soon}, ${outsider}, ${at})`),
		q(sql`insert into acquaintance (id, hub_id, case_id, worker_id, made_at)
			values (${newId(now)}, ${demoHub}, ${known.caseId}, ${outsider}, ${at})`),
		q(sql`insert into legal_hold (id, hub_id, case_id, reason_sealed, review_on, made_by, made_at)
			values (${newId(now)}, ${demoHub}, ${known.caseId}, ${none}, '2026-09-09', ${walker}, ${at})`),
		q(sql`insert into audit_withheld (id, hub_id, person_id, chain, seq, reason_sealed, review_on, made_by, made_at)
			values (${newId(now)}, ${demoHub}, ${entry.personId}, ${entry.chain}, ${entry.seq}, ${none}, '2026-09-09', ${walker}, ${at})`),
		q(sql`update telling set worker_id = ${walker}, made_at = ${at} where id =
			(select id from telling where hub_id = ${demoHub} and event_id is not null and undone_at is null order by case_id, made_at limit 1)`),
		// Somebody with an account is let in by somebody else, and a parent waits in that case.
		...(['live', 'waiting'] as const).map((state) =>
			q(sql`insert into help_grant (id, hub_id, person_id, case_id, helper_id, kind, name_sealed, owner_name_sealed, parts, state, until, made_at)
				select ${newId(now)}::uuid, p.hub_id, p.person_id, p.case_id, a.subject, 'friend', ${none}, ${none}, array['updates','court','rights','messages','messages_write'], ${state},
					${at}::timestamptz + interval '90 days', ${at}::timestamptz
				from participant p join account a on a.hub_id = p.hub_id and a.kind = 'person'
				where p.case_id = ${known.caseId} and p.person_id = ${known.personId} and a.subject <> p.person_id
					and not exists (select from participant o where o.case_id = p.case_id and o.person_id = a.subject) order by a.subject limit 1`)
		),
		...outsideHours(q, apart.slice(-3, -1), apart.slice(2, -3)),
		...written(q, parts),
		...inDirectory(q, entries),
		...inSharing(q, entries.agency, parts),
		...inThreads(q, entries.agency)
	]);
}

/** An agency reads a thread of each person and is asked for in another: by its office, which the seed's partner is given here. */
function inThreads(q: (text: SQL) => () => Promise<unknown>, agency: string) {
	const at = now.toISOString();
	const joins = (place: number, since: string | null) =>
		q(sql`insert into thread_member (id, hub_id, thread_id, case_id, person_id, agency_id, basis, name_sealed, from_seq, added_by, worker_id, why, said, asked_at, since)
			select gen_random_uuid(), h.hub_id, h.id, h.case_id, h.person_id, ${agency}::uuid, 'official', ${none}, 1, 'worker', null, 'official', ${since && 'page'}, ${at}::timestamptz, ${since}::timestamptz
			from (select t.*, row_number() over (partition by t.person_id order by t.id) as place from thread t where t.hub_id = ${demoHub}
				and not exists (select from thread_member m where m.thread_id = t.id)) h where h.place = ${place}`);
	return [joins(1, at), joins(2, null)];
}

/** Of each person threads that wait for an answer, of which a colleague has one and for another an interpreter is sought, and notices that are stuck. */
function written(q: (text: SQL) => () => Promise<unknown>, parts: readonly Part[]) {
	const [at, soon] = [0, 1].map((hours) => new Date(now.getTime() + hours * 3_600_000).toISOString());
	return parts.flatMap(({ caseId, personId }) => [
		...[1, 2, 3].map((n) =>
			q(sql`with opened as (insert into thread (id, hub_id, case_id, person_id, topic, state, is_urgent, is_marked, last_from, opened_at, moved_at, due_at, claimed_by, claimed_until)
				values (${newId(now)}, ${demoHub}, ${caseId}, ${personId}, 'court', 'open', false, false, 'person', ${at}, ${at}, ${at}, ${n === 3 ? newId(now) : null}, ${n === 3 ? soon : null}) returning id, hub_id)
				insert into task (id, hub_id, kind, is_urgent, due_on, about, made_at)
				select ${newId(now)}::uuid, hub_id, 'interpreter_asked', false, '2026-06-24', id::text, ${at}::timestamptz from opened where ${n !== 3}`)
		),
		q(sql`insert into notice (id, hub_id, case_id, person_id, source, source_id, kind, repeat, state, channel, provider, lang, tries, made_at, moved_at)
			values (${newId(now)}, ${demoHub}, ${caseId}, ${personId}, 'message', ${newId(now)}, 'ordinary', 0, 'printing', 'post', 'print', 'en', 0, ${at}, ${at})`),
		q(sql`insert into notice (id, hub_id, case_id, person_id, source, source_id, kind, repeat, state, reason, lang, tries, made_at, moved_at)
			values (${newId(now)}, ${demoHub}, ${caseId}, ${personId}, 'message', ${newId(now)}, 'ordinary', 0, 'dead', 'notice.reason.no_answer', 'en', 8, ${at}, ${at})`)
	]);
}

/** Somebody who may be called, but not at this hour: a worker asks another. And of others a question of somebody who is not here. */
function outsideHours(q: (text: SQL) => () => Promise<unknown>, quiet: readonly Part[], asked: readonly Part[]) {
	const at = now.toISOString();
	return [
		...quiet.flatMap(({ personId }) => [
			q(sql`update preference set may_contact = 'yes', hours = '[{"days":[7],"from":"03:00","to":"04:00"}]' where person_id = ${personId}`),
			q(sql`update contact_way set safe = 'safe', checked = true, paused_at = null where person_id = ${personId}`)
		]),
		...asked.map(({ caseId, personId }) =>
			q(sql`insert into second_yes (id, hub_id, case_id, person_id, why_sealed, asked_by, asked_at)
				values (${newId(now)}, ${demoHub}, ${caseId}, ${personId}, ${none}, ${newId(now)}, ${at}) on conflict do nothing`)
		)
	];
}

type Entries = { agency: string; ofAgency: string[]; asked: string; hidden: string; told: string };

/** Entries of the demo that something is made of, and the partner that walks its pages. */
async function entriesFor(db: Db): Promise<Entries> {
	const [partner] = await ask<{ id: string }>(
		db,
		`select agency_id::text as id from account where kind = 'agency' order by subject, id limit 1`
	);
	const rows = await ask<{ id: string }>(
		db,
		`select id::text from service where kept_by = '${demoHub}' and is_shown and agency_id is null and source_id is null order by slug limit 6`
	);
	const [one, two, three, asked, hidden, told] = rows.map(({ id }) => id);
	if (!partner || !one || !two || !three || !asked || !hidden || !told) throw new Error('the seed has too few entries, or no partner');
	return { agency: partner.id, ofAgency: [one, two, three], asked, hidden, told };
}

/**
 * A partner with three entries, of which one waits for a change; another change that waits; an entry that is hidden, and one that people said
 * something of and that is accredited; a feed that was looked at, and one that is read. */
function inDirectory(q: (text: SQL) => () => Promise<unknown>, { agency, ofAgency, asked, hidden, told }: Entries) {
	const [at, source, read] = [now.toISOString(), newId(now), newId(now)];
	const waits = (id: string) =>
		q(sql`insert into service_version (id, kept_by, service_id, agency_id, base, state, record, made_at, made_by)
			select ${newId(now)}::uuid, s.kept_by, s.id, ${agency}::uuid, s.version, 'waiting', jsonb_build_object('service', s.doc || '{"name":"Another name"}', 'organisation', o.doc,
				'at', '[]'::jsonb, 'contacts', s.contacts, 'facets', s.facets, 'isConfidential', s.is_confidential, 'assuredOn', s.assured_on, 'checkedOn', s.checked_on),
				${at}::timestamptz, 'agency' from service s join organisation o on o.id = s.organisation_id where s.id = ${id}`);
	return [
		...ofAgency.map((id) => q(sql`update service set agency_id = ${agency} where id = ${id}`)),
		waits(ofAgency[0] ?? ''),
		waits(asked),
		q(sql`update service set is_shown = false where id = ${hidden}`),
		q(
			sql`insert into service_feedback (id, kept_by, service_id, kind, at) values (${newId(now)}, ${demoHub}, ${told}, 'wrong_number', ${at})`
		),
		q(sql`insert into accreditation (id, kept_by, service_id, criteria, assessor, evidence, from_on, until_on, made_at)
			values (${newId(now)}, ${demoHub}, ${told}, '{trained}', 'Robin Example', 'Seen on a visit', '2026-01-01', '2027-01-01', ${at})`),
		q(sql`insert into directory_source (id, kept_by, slug, name, url, licence, made_at)
			values (${source}, ${demoHub}, ${source}, 'A feed', 'https://example.org/feed', 'OGL', ${at})`),
		q(sql`insert into directory_source (id, kept_by, slug, name, url, licence, made_at, accepted_at)
			values (${read}, ${demoHub}, ${read}, 'A feed that is read', 'https://example.org/read', 'OGL', ${at}, ${at})`),
		q(sql`insert into directory_run (id, kept_by, source_id, at, state, counts, faults)
			values (${newId(now)}, ${demoHub}, ${source}, ${at}, 'preview', '{"read":1,"added":1,"changed":0,"same":0,"gone":0,"left":0}', '[]')`),
		q(
			sql`insert into directory_term (id, kept_by, source_id, vocabulary, term, name, uses) values (${newId(now)}, ${demoHub}, ${source}, 'theirs', '1', 'A word', 1)`
		)
	];
}

/** Requests to the partner that walks its pages, several in each state, for each form there takes one; and of each person one that has ended and one that waits for her answer. */
function inSharing(q: (text: SQL) => () => Promise<unknown>, agency: string, parts: readonly Part[]) {
	const at = now.toISOString();
	const one = (state: string, person: string, to: string) => {
		const [id, agreed, isDraft] = [newId(now), newId(now), state === 'draft'];
		return [
			q(sql`insert into consent (id, hub_id, person_id, agency_id, fields, wording, lang, giver, asked_at, given_at, ends_on)
				values (${agreed}, ${demoHub}, ${person}, ${to}, '{name,ways}', 1, 'en', ${isDraft ? null : 'spoken'}, ${at}, ${isDraft ? null : at}, '2027-01-01')`),
			q(sql`insert into referral (id, hub_id, person_id, agency_id, consent_id, state, made_at, sent_at, moved_at)
				values (${id}, ${demoHub}, ${person}, ${to}, ${agreed}, ${state}, ${at}, ${isDraft ? null : at}, ${at})`),
			q(sql`insert into referral_text (id, hub_id, lines_sealed, made_at) values (${id}, ${demoHub}, ${none}, ${at})`),
			...(state === 'received' || state === 'active'
				? [
						q(sql`insert into referral_link (id, hub_id, referral_id, agency_id, token_hash, words_hash, given_by, told_by, made_by, made_at, ends_at)
							values (${newId(now)}, ${demoHub}, ${id}, ${to}, ${Buffer.from(id)}, ${none}, 'email', 'phone', ${newId(now)}, ${at}, '2027-01-01')`)
					]
				: [])
		];
	};
	const states = ['sent', 'received', 'accepted', 'active', 'withdrawn'].flatMap((state) => Array.from({ length: 4 }, () => state));
	const people = [...new Set(parts.map(({ personId }) => personId))];
	const asks = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(() =>
		q(sql`insert into self_referral (id, hub_id, source, once, lang, way, words_sealed, code_hash, state, due_at, made_at, moved_at)
			values (${newId(now)}, ${demoHub}, 'self', ${newId(now)}, 'en', 'phone', ${none}, ${Buffer.from(newId(now))}, 'waiting', ${at}, ${at}, ${at})`)
	);
	// Of each person something that a supervisor has to decide on, for each who tries it.
	const kept = parts.flatMap(({ caseId, personId }) =>
		[1, 2, 3].map(() =>
			q(sql`insert into safety_share (id, hub_id, case_id, person_id, words_sealed, decided_by, made_at)
				values (${newId(now)}, ${demoHub}, ${caseId}, ${personId}, ${none}, ${newId(now)}, ${at})`)
		)
	);
	return [
		...states.flatMap((state) => one(state, newId(now), agency)),
		...people.flatMap((person) => one('closed', person, agency)),
		// Whom somebody may still let in to a thread when other forms have stopped what the seed shares.
		...people.flatMap((person) => ['probation-humber', 'coroner-hull'].flatMap((key) => one('accepted', person, agencyOf(key).id))),
		...kept,
		...asks
	];
}

/** Past every fence, as nobody of the house can. */
const asOwner = (db: Db, make: (q: (text: SQL) => () => Promise<unknown>) => (() => Promise<unknown>)[]): Promise<void> =>
	db.engine.tx('owner', async (engine) => {
		await engine.execute(sql.raw('set local session_replication_role = replica'));
		for (const put of make((text) => () => engine.execute(text))) await put();
	});
