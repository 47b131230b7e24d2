import { beforeAll, describe, expect, it } from 'vitest';
import { endingOf } from '#features/audit/domain/held.ts';
import { askForNotes, readHeld, readHeldAsked, sayWrong } from '#features/audit/server/read-held.ts';
import { fileAsData, fileAsPage } from '#features/audit/ui/file-text.ts';
import { askForUpdate } from '#features/cases/server/ask-for-update.ts';
import { needsForm } from '#features/needs/schema.ts';
import { saveNeeds } from '#features/needs/server/own-needs.ts';
import { saveOwnEasier } from '#features/contact/server/easier.ts';
import { hideEvent } from '#features/cases/server/hide-event.ts';
import { readHeldCases } from '#features/cases/server/held-cases.ts';
import { readTask } from '#features/cases/server/settle-task.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { addTelling } from '#server/db/queries/cases.ts';
import { addPerson, addPreference, addRiskMark, addWay } from '#server/db/queries/people.ts';
import { task } from '#server/db/schema/index.ts';
import { sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import { dirOf, langs } from '#shared/lang.ts';
import { wordsFor } from '#words/words.ts';
import { partsOf } from '../../src/routes/[[lang=lang]]/(person)/my/account/held/parts.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { aCase, aHub, anEvent, aPerson, aReference, asPerson, nameContact, now, tell } from './a-case.ts';
import { makeAccountFor } from './door.ts';

const earlier = new Date('2026-05-03T09:00:00Z');
/** What may be on no page and in no file of hers: the safety plan, risk, workers' notes, and everything of the other person. */
const never = [
	'CANARY-CODE',
	'CANARY-OTHER',
	'CANARY-NOTTOLD',
	'CANARY-TRUSTED',
	'CANARY-RISK',
	'CANARY-TELLNOTE',
	'CANARY-NAMEB',
	'CANARY-REFB',
	'900777',
	'Jo Lane',
	'900123'
];

async function aWholePerson(db: Db, name: string, phone: string): Promise<string> {
	const id = newId(now);
	const base = { hubId: testHub, madeAt: earlier };
	await db.as(job, earlier, async (tx) => {
		await tx.keys.make({ kind: 'person', id });
		const { keys } = tx;
		const [nameSealed, bornSealed] = [
			await sealAt(keys, sealedPlaces.personName(id), name),
			await sealAt(keys, sealedPlaces.personBorn(id), '1990-02-28')
		];
		await addPerson(tx, { ...base, id, nameSealed, bornSealed, nameIndex: searchIndex.personName(keys, name), lang: 'cy', area: 'Hull' });
		for (const [kind, value] of [
			['phone', phone],
			['email', 'canary.mail@example.org']
		] as const) {
			const way = newId(now);
			const valueSealed = await sealAt(keys, sealedPlaces.contactWay(id, way), value);
			await addWay(tx, {
				...base,
				id: way,
				personId: id,
				kind,
				valueSealed,
				valueIndex: searchIndex.way(keys, value),
				safe: 'safe',
				checked: true
			});
		}
		const preference = newId(now);
		const words = JSON.stringify({
			codeWord: 'CANARY-CODE',
			sayIfOther: 'CANARY-OTHER',
			notTold: 'CANARY-NOTTOLD',
			trusted: 'CANARY-TRUSTED'
		});
		await addPreference(tx, {
			...({ ...base, id: preference, personId: id, version: 1, mayContact: 'yes', voicemail: 'words', sayWho: false } as const),
			...({
				hardNews: 'call_first',
				changedSince: false,
				confirmedAt: earlier,
				hours: [{ days: [1, 3], from: '09:00', to: '24:00' }]
			} as const),
			wordsSealed: await sealAt(keys, sealedPlaces.preferenceWords(id, preference), words)
		});
		const mark = newId(now);
		const reasonSealed = await sealAt(keys, sealedPlaces.riskReason(id, mark), 'CANARY-RISK');
		await addRiskMark(tx, { ...base, id: mark, personId: id, reasonSealed, author: newId(now), reviewOn: '2026-07-01' });
	});
	return id;
}

onOneEngine('what we hold about her', (db) => {
	let [her, other, ours, hidden] = ['', '', '', ''];
	beforeAll(async () => {
		const { agency, worker } = await aHub(db());
		her = await aWholePerson(db(), 'Leah <b>"& CANARY-HER', '07700 900456');
		other = await aWholePerson(db(), 'CANARY-NAMEB', '07700 900777');
		ours = await aCase(db(), { [her]: 'victim', [other]: 'witness' }, { rhythmDays: 14 });
		const theirs = await aCase(db(), { [other]: 'victim' });
		await nameContact(db(), ours, worker);
		await aReference(db(), ours, agency, '16X/42/26');
		await aReference(db(), theirs, agency, 'CANARY-REFB');
		const arrest = await anEvent(db(), ours, 'suspect_arrested', '2026-05-12');
		hidden = await anEvent(db(), ours, 'suspect_interviewed', '2026-05-14');
		await tell(db(), ours, her, arrest, '2026-05-13T10:00:00Z');
		await tell(db(), ours, other, arrest, '2026-05-15T10:00:00Z');
		await db().as(job, earlier, async (tx) => {
			const id = newId(now);
			const noteSealed = await sealAt(tx.keys, sealedPlaces.tellingNote(ours, id), 'CANARY-TELLNOTE');
			const how = { at: new Date('2026-05-16T10:00:00Z'), by: 'hub', way: 'phone', outcome: 'no_answer', madeAt: now, onceKey: newId(now) };
			await addTelling(tx, { id, hubId: testHub, caseId: ours, personId: her, noteSealed, ...how });
			await tx.q.insert(task).values({
				id: newId(now),
				hubId: testHub,
				personId: her,
				caseId: ours,
				kind: 'seemed_at_risk',
				isUrgent: true,
				dueOn: '2026-06-22',
				madeAt: now
			});
		});
		await makeAccountFor(db(), 'leah held', { subject: her });
		await asPerson(db(), her, (ctx) => askForUpdate(ctx, ours));
		await asPerson(db(), her, (ctx) => hideEvent(ctx, ours, hidden));
	});
	const read = (id = her) =>
		asPerson(db(), id, async (ctx) => ({ held: await readHeld(ctx, 'Humber Care Team'), cases: await readHeldCases(ctx) }));

	it('T14 holds what she said about help, and of whom she let in only what they are to her (P6)', async () => {
		const person = await aWholePerson(db(), 'Ash', '07700 900458');
		await aCase(db(), { [person]: 'victim' });
		await asPerson(db(), person, (ctx) => saveOwnEasier(ctx, { easier: ['large_print'], spoken: 'ar', words: 'Wait for me.' }));
		const form = needsForm.parse({ once: crypto.randomUUID(), home: 'lot', line: 'A quiet place.' });
		await asPerson(db(), person, (ctx) => saveNeeds(ctx, form));
		const { held, cases } = await read(person);
		expect(held.help).toMatchObject({
			easier: { codes: ['large_print'], spoken: 'ar', words: 'Wait for me.', askedAgainOn: '2027-06-22' },
			needs: [{ levels: { home: 'lot' }, words: 'A quiet place.' }],
			letIn: [],
			restorative: [],
			shared: [],
			keptSafe: []
		});
		for (const lang of langs) {
			const say = wordsFor(lang);
			const text = JSON.stringify(partsOf(held, cases, say, []));
			for (const word of ['contact.easier.large_print', 'codes.lang.ar', 'needs.level.lot']) expect(text).toContain(say.t(word));
			expect(text).toContain('Wait for me.');
		}
	});

	it('is her name, day of birth, ways by their last two digits, choices, cases, what she asked, hid and how she signs in', async () => {
		const { held, cases } = await read();
		expect(held).toMatchObject({
			...{ name: 'Leah <b>"& CANARY-HER', born: '1990-02-28', lang: 'cy', area: 'Hull', since: earlier.toISOString() },
			ways: [
				{ kind: 'phone', ending: '56' },
				{ kind: 'email', ending: null }
			],
			reach: { mayContact: 'yes', hours: [{ days: [1, 3], from: '09:00', to: '24:00' }], voicemail: 'words', hardNews: 'call_first' },
			questions: expect.arrayContaining([expect.objectContaining({ kind: 'update_asked', doneOn: null })]),
			hides: [{ what: 'event', isTheirs: false }],
			signIn: { devices: 0, passkeys: 0, invitedOn: null }
		});
		expect(held.signIn.since).not.toBeNull();
		expect(cases).toMatchObject([
			{
				...{ kind: 'crime', role: 'victim', isReported: true, rhythmDays: 14, closed: 0 },
				references: [{ agency: 'Humberside Police', ref: '16X/42/26' }],
				tries: ['2026-05-13T10:00:00.000Z', '2026-05-16T10:00:00.000Z']
			}
		]);
		expect(cases[0]?.news.map(({ title }) => title.key)).toEqual(['stages.event.suspect_arrested.title']);
	});

	it('P6 the safety plan, risk, notes, quiet tasks, whole numbers and everything of the other person are on no page and in no file, in any language', async () => {
		const { held, cases } = await read();
		const texts = [JSON.stringify({ held, cases }), fileAsData(held, cases, '2026-06-22')];
		for (const lang of langs) {
			const words = wordsFor(lang);
			const parts = partsOf(held, cases, words, []);
			texts.push(JSON.stringify(parts), fileAsPage(parts, words, '22'));
		}
		for (const text of texts) {
			for (const canary of [...never, 'canary.mail', '07700', other, her, ours, hidden, 'seemed_at_risk', 'suspect_interviewed'])
				expect(text).not.toContain(canary);
			expect(text).toContain('CANARY-HER');
		}
	});

	it('says the other person’s own to the other person, and nothing of hers', async () => {
		const { held, cases } = await read(other);
		const text = JSON.stringify({ held, cases });
		expect([held.name, held.ways[0]?.ending, cases.length]).toEqual(['CANARY-NAMEB', '77', 2]);
		for (const canary of ['CANARY-HER', '56"', '2026-05-13', '2026-05-16']) expect(text).not.toContain(canary);
	});

	it('the page file is plain text in a page: no mark-up of hers comes through, nothing is fetched, every key has words', async () => {
		const { held, cases } = await read();
		for (const lang of langs) {
			const words = wordsFor(lang);
			const parts = partsOf(held, cases, words, []);
			const page = fileAsPage(parts, words, '22 June 2026');
			expect(page).toContain('Leah &lt;b&gt;&quot;&amp; CANARY-HER');
			expect(page).not.toMatch(/<script|<b>|src=|href=|url\(/);
			expect(page).toContain(`<html lang="${lang}" dir="${dirOf(lang)}">`);
			expect(page).toMatch(/<title>[^<]*<\/title>/);
			for (const { title, rows } of parts)
				for (const text of [title, ...rows.flatMap(({ key, value }) => [key, value])])
					expect(text).not.toMatch(/^held\.|\{\{|undefined|null|NaN/);
		}
		expect(JSON.parse(fileAsData(held, cases, '2026-06-22'))).toMatchObject({
			made: '2026-06-22',
			about: { born: '1990-02-28' },
			cases: [{ kind: 'crime' }]
		});
	});

	it('a value that cannot be read is said to be so, and the rest stands', async () => {
		const broken = await aWholePerson(db(), 'Broken', '07700 900111');
		await db().engine.tx('owner', async (q) => {
			const { sql } = await import('drizzle-orm');
			await q.execute(sql`update person set born_sealed = '\\x00' where id = ${broken}`);
			await q.execute(sql`update contact_way set value_sealed = '\\x00' where person_id = ${broken} and kind = 'phone'`);
		});
		const { held, cases } = await read(broken);
		expect(held).toMatchObject({ name: 'Broken', born: 'unreadable', ways: [{ ending: null }, { ending: null }] });
		const words = wordsFor('en');
		expect(JSON.stringify(partsOf(held, cases, words, []))).toContain(words.t('held.unreadable'));
	});

	it('takes as many queries for six cases as for one', async () => {
		const count = async (id: string) =>
			asPerson(db(), id, async (ctx) => {
				let asked = 0;
				const q = new Proxy(ctx.db.q, {
					get(target, name) {
						if (name === 'execute' || String(name).startsWith('select')) asked += 1;
						const value = Reflect.get(target, name) as unknown;
						return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
					}
				});
				const spied = { ...ctx, db: { ...ctx.db, q } };
				await readHeld(spied, 'Hub');
				await readHeldCases(spied);
				return asked;
			});
		const busy = await aPerson(db(), 'Busy');
		await aCase(db(), { [busy]: 'victim' });
		const one = await count(busy);
		for (let n = 0; n < 5; n++) await anEvent(db(), await aCase(db(), { [busy]: 'victim' }), 'suspect_arrested', '2026-05-12');
		expect(await count(busy)).toBe(one);
		expect(one).toBeLessThan(24);
	});

	describe('asking about it', () => {
		const tasks = async (kind: string) =>
			db().as(job, now, async (tx) => (await tx.q.select().from(task)).filter((one) => one.personId === her && one.kind === kind));
		it('makes one task for the notes, and one for what is wrong with what she wrote sealed; the page says by when', async () => {
			expect(await asPerson(db(), her, (ctx) => readHeldAsked(ctx))).toEqual({ notesBy: null, wrongBy: null, wouldBy: '2026-06-29' });
			for (let twice = 0; twice < 2; twice++) {
				await asPerson(db(), her, (ctx) => askForNotes(ctx));
				await asPerson(db(), her, (ctx) => sayWrong(ctx, 'The day of birth. CANARY-WRONG'));
			}
			expect(await tasks('notes_asked')).toMatchObject([{ dueOn: '2026-06-29', detailSealed: null, caseId: ours }]);
			const [wrong, ...more] = await tasks('data_wrong');
			expect([wrong?.caseId, more]).toEqual([ours, []]);
			expect(String(wrong?.detailSealed)).not.toContain('CANARY-WRONG');
			const actor = { kind: 'worker', account: '' as never, id: newId(now) as never, hub: testHub, roles: ['care'] } as const;
			const { work } = await import('#server/http/work.ts');
			const opened = await work(db(), { actor, now, lang: 'en', requestId: 'test', audit: null }, (ctx) => readTask(ctx, wrong?.id ?? ''));
			expect(opened).toMatchObject({ detail: 'The day of birth. CANARY-WRONG', log: null });
			expect(await asPerson(db(), her, (ctx) => readHeldAsked(ctx))).toMatchObject({ notesBy: '2026-06-29', wrongBy: '2026-06-29' });
		});

		it('works for somebody without a case, and two presses at the same time are one task', async () => {
			const alone = await aPerson(db(), 'Alone');
			await Promise.all([asPerson(db(), alone, (ctx) => sayWrong(ctx, 'x')), asPerson(db(), alone, (ctx) => sayWrong(ctx, 'x'))]);
			const made = await db().as(job, now, async (tx) => (await tx.q.select().from(task)).filter(({ personId }) => personId === alone));
			expect(made).toMatchObject([{ kind: 'data_wrong', caseId: null }]);
		});
	});
});

it('the last two digits of a number, and nothing of what is none', () => {
	expect(endingOf('phone', '+44 7700 900456')).toBe('56');
	expect(endingOf('text', '999')).toBeNull();
	expect(endingOf('email', 'a12345678@example.org')).toBeNull();
	expect(endingOf('post', '12345 Street 99')).toBeNull();
	expect(endingOf('phone', null)).toBeNull();
});
