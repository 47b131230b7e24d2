import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { track } from '#features/cases/domain/track.ts';
import type { CodeCase } from '#features/cases/domain/clock-code.ts';
import type { EnhancedReason } from '#features/cases/domain/event.ts';
import { clocksOf } from '#features/cases/domain/clocks.ts';
import { slugOf } from '#features/directory/domain/ids.ts';
import { toCaseEvents } from '#features/cases/server/case-events.ts';
import { verifyPassword } from '#server/auth/password.ts';
import type { Db } from '#server/db/as.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { caseOf, eventsOf, namedContactsOf, tellingsOf } from '#server/db/queries/cases.ts';
import { findServices, hubScopes, listServices, locationsOf, serviceBySlug } from '#server/db/queries/directory.ts';
import { accountOf } from '#server/db/queries/door.ts';
import { unknownOutcomes, waitingRows } from '#server/db/queries/feeds.ts';
import { ownCases } from '#server/db/queries/own.ts';
import { personsOf, preferencesOf } from '#server/db/queries/people.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { londonDay } from '#shared/london.ts';
import { addWorkingDays } from '#shared/working-days.ts';
import { feedFile, feedReferences } from '#demo/feed.ts';
import { entriesOf } from '#demo/directory/entries.ts';
import { seedDirectory } from '#demo/directory/seed-directory.ts';
import { seedDemo, seedState } from '#demo/seed.ts';
import { onBothEngines } from '../database/open.ts';
import { cases, demoCase, demoHub, demoPassphrase, people, personOf, workers } from '../people/people.ts';

const now = new Date('2026-06-03T10:30:00Z');
const hub = { slug: 'humber', name: 'Humber Care Team' };
const job = { kind: 'job', hub: demoHub } as const;

it('no demo reference is one the police published, so no invented person is tied to a real crime', () => {
	const real = ['2013-06-humberside-outcomes.csv', '2025-11-city-of-london-street.csv'].map((name) =>
		readFileSync(`tests/feeds/${name}`, 'utf8')
	);
	const invented = feedReferences();
	expect(new Set(invented).size).toBe(11);
	for (const ref of invented) {
		expect(ref).toMatch(/^[0-9a-f]{64}$/);
		expect(real.some((text) => text.includes(ref))).toBe(false);
	}
});

it('numbers and addresses are from the ranges that reach nobody', () => {
	const phones = people.flatMap(({ ways }) => ways).filter(({ kind }) => kind === 'phone' || kind === 'text');
	for (const { value } of phones) expect(value).toMatch(/^(01632 960\d{3}|07700 900\d{3})$/);
	const mails = people.flatMap(({ ways }) => ways).filter(({ kind }) => kind === 'email');
	for (const { value } of mails) expect(value).toMatch(/@example\.org$/);
});

describe.each(['2026-01-01T00:20:00Z', '2026-03-29T03:00:00Z', '2026-04-05T12:00:00Z', '2027-12-26T23:30:00Z'])('seeded at %s', (text) => {
	it('the feed holds no month that has not begun, and every act lies behind the clock', async () => {
		const { caseActs } = await import('#demo/acts-cases.ts');
		const { peopleActs } = await import('#demo/acts-people.ts');
		const when = new Date(text);
		for (const act of [...peopleActs(when), ...caseActs(when)]) expect(act.at.getTime()).toBeLessThan(when.getTime());
		const months = feedFile(when, 1).match(/,20\d\d-\d\d,/g) ?? [];
		expect(months.length).toBeGreaterThan(20);
		for (const month of months) expect(month.slice(1, 8) < londonDay(when).slice(0, 7)).toBe(true);
	});
});

onBothEngines('the demo', (db) => {
	beforeAll(() => seedDemo(db(), now, hub));
	const view = async (key: string, house: Db) => {
		const one = demoCase(key);
		const { id } = personOf(one.person);
		return house.as(job, now, async (tx) => {
			const mine = await caseOf(tx, id, one.id);
			const [events, tellings, [preference]] = [
				await eventsOf(tx, [one.id]),
				await tellingsOf(tx, [one.id]),
				await preferencesOf(tx, [id])
			];
			const hardNews = preference?.hardNews ?? 'call_first';
			const said = toCaseEvents(events, tellings, id, hardNews);
			return { mine, said, seen: track(said, now, { role: one.role, hardNews }) };
		});
	};
	const clocks = async (key: string) => {
		const { mine, said } = await view(key, db());
		if (!mine) throw new Error('not there');
		const { kind, isReported, isOffence } = mine.case;
		const { role, enhanced } = mine.participant;
		const offence = isOffence ? 'yes' : 'no';
		const matter: CodeCase = { kind, reported: isReported, offence, role, enhancedReasons: enhanced as EnhancedReason[] };
		return clocksOf(matter, said, [], null, now);
	};

	it('is made once: a second time it refuses and changes nothing', async () => {
		await expect(seedDemo(db(), now, hub)).rejects.toMatchObject({ name: 'Refused' });
		expect(await seedState(db(), now)).toEqual({ kind: 'seeded', at: now });
	});

	it('has ten people and six who work, each with an account that the documented words open', async () => {
		expect([people.length, workers.length]).toEqual([10, 6]);
		const stored = await db().as(job, now, async (tx) => {
			const rows = await personsOf(
				tx,
				people.map(({ id }) => id)
			);
			return Promise.all(rows.map((row) => openAt(tx.keys, sealedPlaces.personName(row.id), row.nameSealed)));
		});
		expect(stored.sort()).toEqual(people.map(({ name }) => name).sort());
		const accounts = await db().as({ kind: 'door' }, now, async (tx) => {
			const found = [];
			for (const { id } of [...people, ...workers]) found.push(await accountOf(tx, id));
			return found;
		});
		expect(accounts.every(Boolean)).toBe(true);
		expect(await verifyPassword(demoPassphrase, accounts[0]?.password ?? null)).toBe(true);
	});

	it('T1 every case has one named contact now; Margaret can see who it was before (T2)', async () => {
		const contacts = await db().as(job, now, (tx) =>
			namedContactsOf(
				tx,
				cases.map(({ id }) => id)
			)
		);
		for (const { id } of cases) expect(contacts.filter(({ caseId, until }) => caseId === id && until === null).length).toBe(1);
		expect(contacts.filter(({ caseId }) => caseId === demoCase('margaret').id).length).toBe(2);
	});

	it.each([
		['nerys', 'court'],
		['leah', 'waiting_for_suspect'],
		['tom', 'with_cps'],
		['daniel', 'told_nothing'],
		['margaret', 'closed'],
		['ravi', 'news'],
		['ravi-noise', 'news'],
		['rana', 'appeal']
	])('shows %s at the stage "%s"', async (key, stage) => {
		expect((await view(key, db())).seen.stage).toBe(stage);
	});

	it('F4, F5 shows Michael two charges, each with its own outcome, and two agencies that name different days', async () => {
		const { seen } = await view('michael', db());
		expect(seen.charges.map(({ charge, stage }) => [charge, stage])).toEqual([
			['1', 'court'],
			['2', 'waiting_sentence']
		]);
		expect(seen.disagreements.map(({ kind, lines }) => [kind, lines.map(({ source }) => source).sort()])).toEqual([
			['hearing_listed', ['court', 'police']]
		]);
	});

	it('shows Grace the week of the trial, and Jay that one update was not clear', async () => {
		expect((await view('grace', db())).seen.hearings.length).toBeGreaterThan(0);
		expect((await view('jay', db())).said.some(({ kind }) => kind === 'not_told_clearly')).toBe(true);
	});

	it('T5 has danger first, tomorrow for who gets news sooner, today and late for Nerys, not recorded for Jay', async () => {
		const [first] = await db().as(job, now, (tx) => openTasks(tx));
		expect([first?.kind, first?.isUrgent, first?.caseId]).toEqual(['danger', true, demoCase('leah').id]);
		const today = londonDay(now);
		const due = async (key: string, duty: string) => (await clocks(key)).find(({ id, state }) => id.startsWith(duty) && state === 'due');
		expect((await due('jay', 'suspect_news'))?.workBy).toBe(addWorkingDays(today, 1));
		expect((await due('nerys', 'hearing'))?.workBy).toBe(today);
		expect((await clocks('nerys')).map(({ state }) => state)).toContain('late');
		expect((await clocks('jay')).map(({ state }) => state)).toContain('not_recorded');
	});

	it('fills the directory: 102 services for the country and three hubs, and a second time changes nothing', async () => {
		const today = londonDay(now);
		const seen = async (areas: string[]) =>
			(await db().as({ kind: 'reader' }, now, (tx) => listServices(tx, areas, 0, today, 0, 200))).map(({ slug }) => slug);
		const there = [await seen(['all']), await seen(['humberside']), await seen(['devon-and-cornwall']), await seen(['avon-and-somerset'])];
		expect(there.map((slugs) => slugs.length)).toEqual([42, 20, 20, 20]);
		await seedDirectory(db(), now, hub.name);
		const harbour = await db().as({ kind: 'reader' }, now, (tx) => serviceBySlug(tx, 'harbour-support-help-at-home', today));
		expect(harbour).toMatchObject({ version: 1, assuredOn: '2026-04-04' });
		expect(harbour?.agencyId).not.toBe(null);
		const scopes = await db().as({ kind: 'reader' }, now, (tx) => hubScopes(tx));
		expect(scopes.map(({ name, rule, takesWitnesses }) => [name, rule, takesWitnesses])).toEqual([
			['Humber Care Team', 'either', true],
			['Severn Care Team', 'happened', true],
			['Tamar Care Team', 'lives', false]
		]);
	});

	it('a reader finds the demo’s six refuges and nothing of where they are', async () => {
		const today = londonDay(now);
		const refuges = entriesOf(today).filter(({ entry }) => entry.isConfidential);
		expect(refuges.length).toBe(6);
		const inHull = { words: [{ word: 'beacon', codes: [] }], groups: [] };
		const found = await db().as({ kind: 'reader' }, now, (tx) => findServices(tx, inHull, today));
		expect(found.map(({ slug }) => slug)).toEqual(['beacon-refuge']);
		// What its role may see of the table itself, whatever a query asks for.
		const hidden = (kind: 'reader' | 'job') =>
			db().as(kind === 'job' ? job : { kind }, now, async (tx) =>
				rowsOf<{ doc: unknown }>(await tx.q.execute(sql`select doc from location where is_confidential`))
			);
		expect((await hidden('job')).length).toBe(6);
		expect(await hidden('reader')).toEqual([]);
		for (const { entry } of refuges) {
			const [shown, places] = await db().as(
				{ kind: 'reader' },
				now,
				async (tx) => [await serviceBySlug(tx, slugOf(entry.service.name), today), await locationsOf(tx, entry.service.id)] as const
			);
			expect([shown?.isConfidential, places]).toEqual([true, []]);
			const { address_1: street, postal_code: postcode } = entry.at[0]!.location.addresses![0]!;
			for (const secret of [street, postcode]) expect(JSON.stringify(shown)).not.toContain(secret);
		}
	});

	it('T40 shows the accreditation that holds and the one that ends soon, not the one that ended yesterday', async () => {
		const accredited = async (slug: string) =>
			(await db().as({ kind: 'reader' }, now, (tx) => serviceBySlug(tx, slug, londonDay(now))))?.accreditedUntil;
		expect(await accredited('harbour-support-help-at-home')).toBe('2027-02-03');
		expect(await accredited('tamar-support-safe-at-home')).toBe('2026-07-03');
		expect(await accredited('wolds-counselling')).toBe(null);
	});

	it('leaves rows waiting, and one outcome name for the hub to ask about', async () => {
		const [waiting, unknown] = await db().as(job, now, async (tx) => [await waitingRows(tx), await unknownOutcomes(tx)] as const);
		expect(waiting).toBe(9);
		expect(unknown).toMatchObject([{ name: 'Referred to youth panel', rows: 2, attached: 1 }]);
	});

	it('gives Ravi his two cases and nobody another person’s', async () => {
		for (const person of people) {
			const mine = await db().as({ kind: 'person', account: '' as never, id: person.id, hub: demoHub }, now, (tx) =>
				ownCases(tx, person.id)
			);
			expect(mine.map(({ id }) => id).sort()).toEqual(
				cases
					.filter((one) => one.person === person.key)
					.map(({ id }) => id)
					.sort()
			);
		}
	});
});
