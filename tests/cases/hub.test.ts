import { afterEach, beforeAll, expect, it } from 'vitest';
import { changeHub, closeOn, leaveFor, openOn, readHub } from '#features/hub/server/change-hub.ts';
import { followHub } from '#features/hub/server/follow-hub.ts';
import { dateForm, hoursForm, leaveForm, nameForm, phoneForm, scopeForm } from '#features/hub/schema.ts';
import { addHubSetting } from '#server/db/queries/hub.ts';
import { holdHub, hubFacts, theOffice } from '#server/settings-hub.ts';
import { answerBy } from '#features/messages/server/words.ts';
import { leaveAddress } from '#server/http/leave.ts';
import { nameIn } from '#shared/hub.ts';
import { inEach } from '#shared/lang.ts';
import { hoursOf } from '#words/hours.ts';
import { readGaps } from '#features/directory/server/desk-gaps.ts';
import { handedOn } from '#features/directory/server/hand-on.ts';
import { hubScope } from '#server/db/schema/directory-sources.ts';
import { work } from '#server/http/work.ts';
import { job, onBothEngines, otherHub, testHub } from '../database/open.ts';
import { aDesk, asWorker, now, type Desk } from './at-the-desk.ts';

onBothEngines('what the hub says about itself (F84)', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});
	afterEach(() => holdHub(null));
	type Ctx = Parameters<typeof readHub>[0];
	const asLead = <T>(run: (ctx: Ctx) => Promise<T>, at = now) => asWorker(db(), desk.jo, run, at, { roles: ['supervisor'] });
	const version = () => asLead(async (ctx) => (await readHub(ctx)).version);
	const follow = (held = { version: 0, day: '' }, hub = testHub) => followHub(db(), hub, now, held);

	it('F84 begins with the settings, so that a house starts as it did', async () => {
		const hub = await asLead(readHub);
		expect(hub).toMatchObject({ version: 0, changes: [], facts: { phone: '0808 157 0000', leaveTo: 'https://www.bbc.co.uk/weather' } });
		expect(hoursOf('en', theOffice())).toBe('Monday to Friday, 9:00 am to 5:00 pm');
		expect(await follow()).toMatchObject({ version: 0, isNew: false });
	});

	it('F84 phone, hours and name reach the process, its promises and every language; the rest stays', async () => {
		expect(await asLead((ctx) => changeHub(ctx, 'phone', 0, { phone: '0808 157 0123', relay: '18001 0808 157 0123' }))).toEqual({
			go: '/console/hub'
		});
		const week = [1, 2, 3, 4, 5, 6, 7].map((at) =>
			at === 2 ? { from: '08:00', to: '12:00' } : at === 6 ? { from: '10:00', to: '13:00' } : null
		);
		await asLead((ctx) => changeHub(ctx, 'hours', 1, { week }));
		await asLead((ctx) => changeHub(ctx, 'name', 2, { name: { en: 'Example Care Team', cy: 'Tîm Gofal Enghraifft' } }));
		const held = await follow();
		expect(held).toMatchObject({ version: 3, isNew: true });
		expect(hubFacts()).toMatchObject({ phone: '0808 157 0123', relay: '18001 0808 157 0123' });
		expect([nameIn(hubFacts(), 'cy'), nameIn(hubFacts(), 'ar')]).toEqual(['Tîm Gofal Enghraifft', 'Example Care Team']);
		expect(hoursOf('en', theOffice())).toBe('Tuesday, 8:00 am to 12:00 pm; Saturday, 10:00 am to 1:00 pm');
		// Tuesday 2 June 2026, 11 o'clock: still open today, so what is urgent by noon; the rest on Saturday.
		expect(answerBy(now, true)).toEqual(new Date('2026-06-02T11:00:00Z'));
		expect(answerBy(now, false)).toEqual(new Date('2026-06-06T12:00:00Z'));
		expect(await follow(held)).toMatchObject({ version: 3, isNew: false });
		expect(await follow({ ...held, day: '2026-06-01' })).toMatchObject({ isNew: true });
	});

	it('F84 keeps who said what and when, the last first; nothing of another hub', async () => {
		const { changes } = await asLead(readHub);
		expect(changes.map(({ part }) => part)).toEqual(['name', 'hours', 'phone']);
		expect(changes[0]).toEqual({ id: expect.any(String), part: 'name', workerId: desk.jo, at: now.toISOString() });
		holdHub(null);
		expect(await follow(undefined, otherHub)).toMatchObject({ version: 0, isNew: false });
		expect(hubFacts().phone).toBe('0808 157 0000');
	});

	it('F84 two supervisors at once: the second one reads first what the other said', async () => {
		const base = await version();
		const both = await Promise.all(
			['0808 157 0001', '0808 157 0002'].map((phone) => asLead((ctx) => changeHub(ctx, 'phone', base, { phone })))
		);
		expect(both.filter((out) => 'go' in out)).toHaveLength(1);
		expect(both.find((out) => 'refused' in out)).toMatchObject({ refused: [{ field: 'form', key: 'hub.error.moved' }] });
		expect(await version()).toBe(base + 1);
	});

	it('F84 a closed day is added once, taken back, and never in the past', async () => {
		const close = async (day: string) => {
			const base = await version();
			return asLead((ctx) => closeOn(ctx, { base, day }));
		};
		expect(await close('2026-06-01')).toMatchObject({ refused: [{ field: 'day', key: 'hub.error.past' }] });
		await close('2026-12-24');
		await close('2026-06-09');
		await close('2026-06-09');
		const closed = async () => (await asLead(readHub)).facts.closed;
		expect(await closed()).toEqual(['2026-06-09', '2026-12-24']);
		const base = await version();
		await asLead((ctx) => openOn(ctx, { base, day: '2026-06-09' }));
		expect(await closed()).toEqual(['2026-12-24']);
	});

	it('S-03 leaving goes only to https, never back to this house', async () => {
		const leave = async (site: string, own = '') => {
			const base = await version();
			return asLead((ctx) => leaveFor(ctx, { base, site, own }, 'waymark.example.org'));
		};
		for (const own of [
			'http://example.org/',
			'javascript:alert(1)',
			'https://a:b@example.org/',
			'https://127.0.0.1/',
			'https://[::1]/',
			''
		])
			expect(await leave('own', own)).toMatchObject({ refused: [{ field: 'own', key: 'hub.error.site' }] });
		expect(await leave('own', 'https://waymark.example.org/my')).toMatchObject({ refused: [{ key: 'hub.error.ours' }] });
		expect(await leave('own', 'https://news.example.org/today')).toHaveProperty('go');
		await follow();
		expect(leaveAddress(hubFacts().leaveTo, new URL('https://waymark.example.org'))).toBe('https://news.example.org/today');
	});

	it('T44 whom the hub takes is a setting: self-referral and the directory go by it at once, and what was said before has none', async () => {
		await follow();
		expect(hubFacts().scope).toBeNull();
		const reader = { actor: { kind: 'reader' as const }, now, lang: 'en' as const, requestId: 'scope', audit: null };
		const others = (area: string) => work(db(), reader, (ctx) => handedOn(ctx, 'Humber Care Team', { area }));
		await db().as(job, now, (tx) =>
			tx.q.insert(hubScope).values(
				(
					[
						['Humber Care Team', 'humberside'],
						['Tamar Care Team', 'devon-and-cornwall']
					] as const
				).map(([name, area]) => ({
					...{ id: crypto.randomUUID(), name, phone: '01632 960100', areas: [area], rule: 'either' as const },
					...{ takesWitnesses: true, checkedOn: '2026-06-01' }
				}))
			)
		);
		expect((await others('devon-and-cornwall')).map(({ name }) => name)).toEqual(['Tamar Care Team']);
		expect(await others('humberside')).toEqual([]);
		const base = await version();
		const { base: at, witnesses, ...scope } = scopeForm.parse({ base: String(base), rule: 'lives', areas: ['devon-and-cornwall'] });
		await asLead((ctx) => changeHub(ctx, 'scope', at, { scope: { ...scope, takesWitnesses: witnesses } }));
		await follow();
		expect(hubFacts().scope).toEqual({ areas: ['devon-and-cornwall'], rule: 'lives', takesWitnesses: false });
		expect(await others('devon-and-cornwall')).toEqual([]);
		expect((await asLead(readGaps)).areas.map(({ area }) => area)).toEqual(['devon-and-cornwall']);
		const wrong = scopeForm.safeParse({ base: '0', rule: 'x', areas: 'atlantis' });
		expect(wrong.error?.issues.map(({ message }) => message)).toEqual(['hub.error.areas', 'hub.error.choose']);
		expect(scopeForm.safeParse({ base: '0', rule: 'lives' }).success).toBe(false);
	});

	it('F84 only a supervisor writes it, and in their own name', async () => {
		const facts = hubFacts();
		const row = { id: crypto.randomUUID(), hubId: testHub, version: 900, part: 'phone', facts, madeAt: now } as const;
		await expect(asLead((ctx) => addHubSetting(ctx.db, { ...row, workerId: desk.ali }))).rejects.toThrow();
		await expect(asWorker(db(), desk.jo, (ctx) => addHubSetting(ctx.db, { ...row, workerId: desk.jo }))).rejects.toThrow();
	});

	it('F84 a row that does not fit this build changes nothing', async () => {
		const last = await version();
		const row = { id: crypto.randomUUID(), hubId: testHub, version: last + 1, part: 'phone', madeAt: now, workerId: desk.jo } as const;
		await asLead((ctx) => addHubSetting(ctx.db, { ...row, facts: { phone: 3 } }));
		expect(await follow({ version: last, day: '' })).toMatchObject({ version: last + 1, isNew: false });
		expect(hubFacts().phone).toBe('0808 157 0000');
	});
});

it('F84 the forms say what is wrong, each at its field', () => {
	const errors = (out: { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) =>
		out.error?.issues.map(({ path, message }) => [path.join('.'), message]);
	const hours = (more: Record<string, string> = {}) =>
		Object.fromEntries([1, 2, 3, 4, 5, 6, 7].flatMap((at) => [`from${at}`, `to${at}`].map((name) => [name, more[name] ?? ''])));
	const form = (more: Record<string, string>) => hoursForm.safeParse({ base: '0', ...hours(more) });
	expect(form({ from1: '09:00', to1: '17:30' }).data?.week.slice(0, 2)).toEqual([{ from: '09:00', to: '17:30' }, null]);
	expect(errors(form({}))).toEqual([['from1', 'hub.error.never']]);
	expect(errors(form({ from1: '09:00' }))).toEqual([['to1', 'hub.error.half']]);
	expect(errors(form({ from3: '17:00', to3: '09:00' }))).toEqual([['to3', 'hub.error.order']]);
	expect(errors(form({ from3: '9', to3: '24:00' }))).toEqual([
		['from3', 'hub.error.time'],
		['to3', 'hub.error.time']
	]);
	const phones = (phone: string) => phoneForm.safeParse({ base: '0', phone, relay: '', otherLanguages: '' });
	expect(phones('0808 157 0000').success).toBe(true);
	for (const bad of ['', '12', 'call us', '0808<b>', '+']) expect(errors(phones(bad))).toEqual([['phone', 'hub.error.phone']]);
	expect(nameForm.safeParse({ base: '0', ...inEach(() => ''), en: 'A\u202eB' }).success).toBe(false);
	expect(nameForm.safeParse({ base: '0', ...inEach(() => ''), en: 'A', pl: 'Zespół' }).data).toMatchObject({ en: 'A', pl: 'Zespół' });
	expect(dateForm.safeParse({ base: '0', 'day-day': '31', 'day-month': '2', 'day-year': '2026' }).success).toBe(false);
	expect(dateForm.safeParse({ base: '0', 'day-day': '4', 'day-month': '7', 'day-year': '2026' }).data?.day).toBe('2026-07-04');
	for (const each of [nameForm, phoneForm, hoursForm, dateForm, leaveForm]) expect(each.safeParse({}).success).toBe(false);
});
