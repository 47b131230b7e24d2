import { langs } from '#shared/lang.ts';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { accreditForm } from '#features/directory/entry-schema.ts';
import { accredit, endAccredited } from '#features/directory/server/desk-accredit.ts';
import { readGaps } from '#features/directory/server/desk-gaps.ts';
import { readDeskPage } from '#features/directory/server/desk-page.ts';
import { refreshQuality } from '#features/directory/server/desk-quality.ts';
import { listServices } from '#server/db/queries/directory.ts';
import type { WorkerRole } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { asDesk, aService, entryNow, later, now, partners, seen, tasksAbout, type Partners } from './directory-desk.ts';
import { keysOf } from './door.ts';

const accredited = (until: string, from = '2026-06-22') => {
	const [fy = '', fm = '', fd = ''] = from.split('-');
	const [uy = '', um = '', ud = ''] = until.split('-');
	return accreditForm.safeParse({
		criteria: ['trained', 'safeguarding'],
		assessor: 'Helen Marsh',
		evidence: 'A visit on 1 June.',
		...{ 'from-day': fd, 'from-month': fm, 'from-year': fy, 'until-day': ud, 'until-month': um, 'until-year': uy }
	});
};

onOneEngine('what the directory rests on', (db) => {
	let who: Partners;
	const supervisor: WorkerRole[] = ['supervisor'];
	beforeAll(async () => {
		who = await partners(db());
	});
	const give = (id: string, until: string, from?: string) => {
		const form = accredited(until, from);
		if (!form.success) throw new Error(form.error.message);
		return asDesk(db(), who.helen, (ctx) => accredit(ctx, id, form.data), { roles: supervisor });
	};
	const names = (at: Date) =>
		db()
			.as({ kind: 'reader' }, at, (tx) => listServices(tx, ['humberside'], 0, londonDay(at)))
			.then((rows) => rows.map(({ name }) => name));

	it('T40: an accreditation lifts an entry at once, and drops by itself on the day after its last', async () => {
		const plain = await aService(db(), 31, { name: 'Anchor Help', checkedOn: '2026-06-20', assuredOn: '2026-06-20' });
		await aService(db(), 32, { name: 'Beacon Help', checkedOn: '2026-06-20', assuredOn: '2026-06-20', facets: { isFree: true } });
		expect(await names(now)).toEqual(['Beacon Help', 'Anchor Help']);
		expect(await give(plain, '2026-06-30')).toEqual({ go: `/console/directory/${plain}` });
		expect(await names(now)).toEqual(['Anchor Help', 'Beacon Help']);
		const { version, quality } = await entryNow(db(), plain);
		expect(await seen(db(), 'anchor-help', later(8))).toMatchObject({ accreditedUntil: '2026-06-30' });
		// Nobody has done anything: on the day after, what is read no longer says so.
		expect(await seen(db(), 'anchor-help', later(9))).toMatchObject({ accreditedUntil: null });
		// The jobs move it in the lists: not on its last day, but on the day after, once, and after a week of sleep too.
		expect(await refreshQuality(db(), testHub, later(8))).toBe(0);
		expect(await refreshQuality(db(), testHub, later(8))).toBeNull();
		expect(await names(later(8))).toEqual(['Anchor Help', 'Beacon Help']);
		expect(await refreshQuality(db(), testHub, later(16))).toBe(1);
		expect(await names(later(16))).toEqual(['Beacon Help', 'Anchor Help']);
		const after = await entryNow(db(), plain);
		expect([after.version, quality - after.quality]).toEqual([version, 25]);
	});

	it('T40: three years at most, from the first day; criteria, assessor and evidence are needed; ended early it is over at once', async () => {
		expect(accredited('2029-06-22').success).toBe(true);
		const said = (form: ReturnType<typeof accredited>) => form.error?.issues.map(({ message }) => message);
		expect(said(accredited('2029-06-23'))).toEqual(['entries.error.threeYears']);
		expect(said(accredited('2026-06-21'))).toEqual(['entries.error.until']);
		expect(said(accredited('2026-02-30'))).toEqual(['entries.error.date']);
		expect(accreditForm.safeParse({}).error?.issues.map(({ message }) => message)).toEqual(
			expect.arrayContaining(['entries.error.criteria', 'entries.error.assessor', 'entries.error.evidence'])
		);
		const id = await aService(db(), 33, { name: 'Crane Help' });
		expect(keysOf(await give(id, '2026-06-21', '2026-01-01'))).toEqual(['entries.error.over']);
		await give(id, '2027-06-21');
		const [one] = (await asDesk(db(), who.helen, (ctx) => readDeskPage(ctx, id), { roles: supervisor })).accreditations;
		expect(one).toMatchObject({
			isNow: true,
			criteria: ['trained', 'safeguarding'],
			assessor: 'Helen Marsh',
			evidence: 'A visit on 1 June.'
		});
		const lifted = (await entryNow(db(), id)).quality;
		await asDesk(db(), who.helen, (ctx) => endAccredited(ctx, id, one?.id ?? ''), { roles: supervisor });
		expect(await seen(db(), 'crane-help')).toMatchObject({ accreditedUntil: null, quality: lifted - 25 });
		expect(keysOf(await asDesk(db(), who.helen, (ctx) => endAccredited(ctx, id, one?.id ?? ''), { roles: supervisor }))).toEqual([
			'entries.error.again'
		]);
	});

	it("an entry of the hub's own that nobody agreed for a year makes one task and sinks; a partner's makes none", async () => {
		const own = await aService(db(), 34, { name: 'Dredge Help', assuredOn: '2025-07-15' });
		const theirs = await aService(db(), 35, { name: 'Estuary Help', assuredOn: '2025-07-15' }, who.harbour.agency);
		const before = (await entryNow(db(), own)).quality;
		expect(await refreshQuality(db(), testHub, later(23))).toBe(0);
		expect(await tasksAbout(db(), own)).toEqual([]);
		expect(await refreshQuality(db(), testHub, later(24))).toBe(2);
		expect(await refreshQuality(db(), testHub, later(25))).toBe(0);
		expect(await tasksAbout(db(), own)).toEqual([{ kind: 'service_stale', dueOn: '2026-07-30', about: null, isUrgent: false }]);
		expect(await tasksAbout(db(), theirs)).toEqual([]);
		expect((await entryNow(db(), own)).quality).toBe(before - 25);
	});

	it('T47: needs and languages with no shown service in the areas of the hub, the same for a commissioner who only counts', async () => {
		await aService(db(), 36, { name: 'Flood Money', facets: { needs: ['money'], langs: ['pl'] } });
		await aService(db(), 37, { name: 'Gale Home', facets: { needs: ['home'], areas: ['all'] } });
		await aService(db(), 38, { name: 'Elsewhere', facets: { needs: ['work'], areas: ['devon-and-cornwall'] } });
		const all = await asDesk(db(), who.jo, readGaps);
		expect([all.isOwnScope, all.areas.map(({ area }) => area)]).toEqual([false, ['devon-and-cornwall', 'humberside']]);
		await db().as(job, now, (tx) =>
			tx.q.execute(sql`insert into hub_scope (id, name, phone, areas, rule, takes_witnesses, checked_on)
				values (${testHub}, 'Test', '01632 960000', array['humberside'], 'either', true, '2026-06-01')`)
		);
		const found = await asDesk(db(), who.jo, readGaps);
		expect([found.isOwnScope, found.areas.map(({ area }) => area)]).toEqual([true, ['humberside']]);
		const ours = langs.filter((lang) => lang !== 'en').toSorted();
		const need = (code: string) => found.areas[0]?.gaps.find((gap) => gap.need === code);
		expect([need('money'), need('home'), need('work')]).toEqual([
			{ need: 'money', count: 1, without: ours.filter((lang) => lang !== 'pl') },
			{ need: 'home', count: 1, without: ours },
			{ need: 'work', count: 0, without: ours }
		]);
		expect(await asDesk(db(), who.jo, readGaps, { roles: ['commissioner'] })).toEqual(found);
	});
});
