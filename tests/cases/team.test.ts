import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { validateSession } from '#server/auth/session.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { addInvitation } from '#server/db/queries/invitations.ts';
import { setRoles, shutAccounts, endSessionsOfWorker } from '#server/db/queries/team.ts';
import type { WorkerRole } from '#server/policy/actor.ts';
import { addDemoAccount } from '#features/accounts/server/add-account.ts';
import { addMember, changeRoles, endMemberSessions, giveCode, memberLeft } from '#features/accounts/server/change-team.ts';
import { checkInvitation } from '#features/accounts/server/check-invitation.ts';
import { makeAccount } from '#features/accounts/server/make-account.ts';
import { readMember, readMemberPage, readTeam } from '#features/accounts/server/read-team.ts';
import { signIn } from '#features/accounts/server/sign-in.ts';
import type { Invited } from '#features/accounts/domain/start.ts';
import { homeOf } from '#features/accounts/domain/start.ts';
import { hashPassword } from '#server/auth/password.ts';
import { addFactor } from '#server/db/queries/door.ts';
import { onOneEngine, otherHub, testHub } from '../database/open.ts';
import { aCase, aHub, aPerson, nameContact } from './a-case.ts';
import { asWorker } from './at-the-desk.ts';
import { after, doorAt, entered, keysOf, makeHub, rightPassword, start } from './door.ts';

onOneEngine('the team', (db) => {
	const lead = newId(start);
	let hash = '';
	let count = 0;

	/** One who works here with an account; `lead` is the supervisor who asks. */
	async function member(roles: WorkerRole[], id = newId(start), hub = testHub): Promise<{ id: string; account: string; signIn: string }> {
		const signInName = `stone path ${++count}`;
		if (hub === testHub)
			await db().as({ kind: 'job', hub }, start, async (tx) => {
				const nameSealed = await tx.keys.seal({ kind: 'hub' }, { table: 'worker', column: 'name', row: id }, `Mina Ash ${count}`);
				await tx.q.execute(
					sql`insert into worker (id, hub_id, name_sealed, team, made_at) values (${id}, ${hub}, ${nameSealed}, 'East', ${start.toISOString()}::timestamptz)`
				);
			});
		const account = await db().as({ kind: 'door' }, start, (tx) =>
			addDemoAccount(tx, { hub, kind: 'worker', subject: id, roles, lang: 'en', signIn: signInName, passwordHash: hash })
		);
		return { id, account, signIn: signInName };
	}
	const asLead = <Out>(run: Parameters<typeof asWorker<Out>>[2], seconds = 0, id = lead): Promise<Out> =>
		asWorker(db(), id, run, after(seconds), { roles: ['supervisor'] });
	const tokenOf = async (signInName: string, seconds = 0) =>
		entered(
			await signIn(doorAt(db(), after(seconds), { address: `192.0.2.${++count}` }), { signIn: signInName, password: rightPassword }, [])
		).token;
	const sessionOf = (token: string, seconds: number) =>
		db().as({ kind: 'door' }, after(seconds), (tx) => validateSession(tx, token, 'worker'));
	const logged = (object: string) =>
		db().engine.tx('owner', async (q) => {
			await q.execute(sql`select set_config('role', 'waymark_audit', true)`);
			return rowsOf<{ action: string; reason: string | null; actor_id: string; actor_role: string }>(
				await q.execute(sql`select action, reason, actor_id, actor_role from audit_event where object_id = ${object} order by seq`)
			);
		});

	beforeAll(async () => {
		hash = await hashPassword(rightPassword);
		await makeHub(db());
		await aHub(db());
		await member(['supervisor', 'care'], lead);
	});

	it('a supervisor sees who works here with roles, second steps and sessions, and no secret; nobody else sees an account', async () => {
		const one = await member(['care']);
		await tokenOf(one.signIn);
		await db().as({ kind: 'door' }, start, (tx) =>
			addFactor(tx, { id: newId(start), accountId: one.account, kind: 'passkey', credentialId: Buffer.from(one.id), madeAt: start })
		);
		const { members } = await asLead((ctx) => readTeam(ctx));
		const seen = members.find(({ id }) => id === one.id);
		expect(seen).toMatchObject({
			roles: ['care'],
			state: 'active',
			passkeys: 1,
			apps: 0,
			sessions: 1,
			seenAt: start.toISOString(),
			isSelf: false
		});
		expect(seen?.name).toMatch(/^Mina Ash/);
		expect(members.find(({ id }) => id === lead)?.isSelf).toBe(true);
		expect(JSON.stringify(members)).not.toMatch(/stone path|argon2/);
		const asCare = await asWorker(db(), one.id, (ctx) => readTeam(ctx), start);
		expect(asCare.members.every(({ roles, sessions }) => roles.length === 0 && sessions === 0)).toBe(true);
	});

	it('ASVS 7.4.3: new roles end the sessions and open codes of that worker, hold from the next sign-in, and are written down', async () => {
		const one = await member(['care']);
		const token = await tokenOf(one.signIn);
		await asLead((ctx) => giveCode(ctx, one.id, { word: 'Kettle', roles: [] }));
		expect(await asLead((ctx) => changeRoles(ctx, one.id, { roles: ['commissioner'] }), 10)).toEqual({ go: `/console/team/${one.id}` });
		expect(await sessionOf(token, 11)).toBeNull();
		const next = await sessionOf(await tokenOf(one.signIn, 12), 13);
		expect(next?.account.roles).toEqual(['commissioner']);
		expect((await logged(one.id)).at(-1)).toEqual({
			action: 'roles.changed',
			reason: 'commissioner',
			actor_id: lead,
			actor_role: 'supervisor'
		});
		const codes = await db().as({ kind: 'door' }, after(14), async (tx) =>
			rowsOf<{ open: boolean }>(await tx.q.execute(sql`select stopped_at is null as open from invitation where subject = ${one.id}`))
		);
		expect(codes).toEqual([{ open: false }]);
	});

	it('nobody changes their own roles or marks themselves as gone, by the page or past it', async () => {
		expect(keysOf(await asLead((ctx) => changeRoles(ctx, lead, { roles: ['supervisor', 'commissioner'] })))).toEqual(['team.roles.self']);
		expect(keysOf(await asLead((ctx) => memberLeft(ctx, lead)))).toEqual(['team.left.self']);
		expect(await asLead(({ db: tx }) => setRoles(tx, lead, ['care', 'supervisor']))).toBe(false);
		expect(await asLead(({ db: tx }) => shutAccounts(tx, lead))).toBe(false);
	});

	it('the last supervisor keeps the role, also when two take it from each other at once', async () => {
		const other = await member(['supervisor']);
		const both = await Promise.all([
			asLead((ctx) => changeRoles(ctx, other.id, { roles: ['care'] }), 20),
			asLead((ctx) => changeRoles(ctx, lead, { roles: ['care'] }), 20, other.id)
		]);
		expect(both.filter((each) => 'go' in each)).toHaveLength(1);
		expect(keysOf(both.find((each) => 'refused' in each) ?? {})[0]).toMatch(/^team\.roles\.(lastSupervisor|none)$/);
		const stays = both[0] && 'go' in both[0] ? lead : other.id;
		const gone = stays === lead ? other.id : lead;
		// Who lost it may be acting still, in a page that was open: the last one is kept from them too.
		expect(await asLead(({ db: tx }) => setRoles(tx, stays, ['care']), 30, gone)).toBe(false);
		expect(await asLead(({ db: tx }) => shutAccounts(tx, stays), 30, gone)).toBe(false);
		expect(await asLead((ctx) => changeRoles(ctx, gone, { roles: ['supervisor'] }), 40, stays)).toHaveProperty('go');
	});

	it('a care worker changes nothing, whatever they send past the page', async () => {
		const [one, other] = [await member(['care']), await member(['care'])];
		const token = await tokenOf(other.signIn);
		const asCare = <Out>(run: Parameters<typeof asWorker<Out>>[2]) => asWorker(db(), one.id, run, after(50));
		expect(await asCare(({ db: tx }) => setRoles(tx, one.id, ['supervisor']))).toBe(false);
		expect(await asCare(({ db: tx }) => setRoles(tx, other.id, ['supervisor']))).toBe(false);
		expect(await asCare(({ db: tx }) => endSessionsOfWorker(tx, other.id))).toBe(0);
		expect(await asCare(({ db: tx }) => shutAccounts(tx, other.id))).toBe(false);
		expect(await sessionOf(token, 51)).not.toBeNull();
		const row = { id: newId(start), hubId: testHub, kind: 'worker', subject: one.id, roles: ['supervisor'], lang: 'en' } as const;
		const sneaked = asCare(({ db: tx }) =>
			addInvitation(tx, {
				...row,
				roles: [...row.roles],
				codeHash: Buffer.from(row.id),
				wordHash: Buffer.from('w'),
				tries: 0,
				madeAt: start,
				expiresAt: after(999)
			})
		);
		await expect(sneaked).rejects.toThrow();
	});

	it('a supervisor of another hub finds nobody here', async () => {
		const one = await member(['care']);
		const token = await tokenOf(one.signIn);
		await member(['supervisor'], newId(start), otherHub);
		const asOther = <Out>(run: Parameters<typeof asWorker<Out>>[2]) =>
			asWorker(db(), newId(start), run, after(60), { roles: ['supervisor'], hub: otherHub });
		await expect(asOther((ctx) => readMember(ctx, one.id))).rejects.toThrow();
		expect(await asOther(({ db: tx }) => setRoles(tx, one.id, ['supervisor']))).toBe(false);
		expect(await asOther(({ db: tx }) => endSessionsOfWorker(tx, one.id))).toBe(0);
		await asOther(({ db: tx }) => shutAccounts(tx, one.id));
		expect(await sessionOf(token, 61)).not.toBeNull();
	});

	it('ASVS 7.4.5: ends every session of one worker and of nobody else', async () => {
		const [one, other] = [await member(['care']), await member(['care'])];
		const tokens = [await tokenOf(one.signIn), await tokenOf(one.signIn), await tokenOf(other.signIn)];
		await asLead((ctx) => endMemberSessions(ctx, one.id), 70);
		expect(await Promise.all(tokens.map(async (token) => (await sessionOf(token, 71)) !== null))).toEqual([false, false, true]);
		expect((await logged(one.id)).map(({ action }) => action)).toContain('sessions.ended');
	});

	it('ASVS 6.4.4: with a new code the old second factors are gone, and not before', async () => {
		const one = await member(['care']);
		const factor = { id: newId(start), accountId: one.account, kind: 'passkey', credentialId: Buffer.from(one.id), madeAt: start } as const;
		await db().as({ kind: 'door' }, start, (tx) => addFactor(tx, factor));
		const passkeys = () => asLead(async (ctx) => (await readMember(ctx, one.id)).passkeys, 80);
		const given = await asLead((ctx) => giveCode(ctx, one.id, { word: 'Kettle', roles: ['supervisor'] }), 80);
		if (!('code' in given)) throw new Error('no code');
		expect(await passkeys()).toBe(1);
		const door = doorAt(db(), after(81), { address: '192.0.2.200' });
		const checked = await checkInvitation(door, { tries: 0, code: given.code }, 'kettle');
		const invited = (checked as { invited: Invited }).invited;
		entered(await makeAccount(door, { invited, signIn: one.signIn }, 'gravel teapot meadow', []));
		expect(await passkeys()).toBe(0);
		// What the form said of roles does not count where an account stands.
		expect((await asLead((ctx) => readMember(ctx, one.id), 82)).roles).toEqual(['care']);
	});

	it('adds somebody, whose code makes an account with just these roles; a word of their name is refused', async () => {
		const form = { name: 'Petra Field', team: 'West', roles: ['care'] as const };
		expect(keysOf(await asLead((ctx) => addMember(ctx, { ...form, word: 'petra' }), 90))).toEqual(['console.invite.word.name']);
		const given = await asLead((ctx) => addMember(ctx, { ...form, word: 'Kettle' }), 90);
		if (!('code' in given)) throw new Error('no code');
		expect(await asLead((ctx) => readMember(ctx, given.worker), 91)).toMatchObject({ name: 'Petra Field', state: 'invited', roles: [] });
		const door = doorAt(db(), after(92), { address: '192.0.2.201' });
		const { invited } = (await checkInvitation(door, { tries: 0, code: given.code }, 'kettle')) as { invited: Invited };
		const live = { ...door, isLive: true };
		expect(entered(await makeAccount(live, { invited, signIn: 'new starter 77' }, 'gravel teapot meadow', [])).go).toBe('/sign-in/enrol');
		expect(await asLead((ctx) => readMember(ctx, given.worker), 93)).toMatchObject({ state: 'active', roles: ['care'] });
	});

	it('T1: who left signs in no more, and the cases that name them are listed to hand over', async () => {
		const one = await member(['care']);
		const token = await tokenOf(one.signIn);
		const her = await aPerson(db(), 'Rosa Field');
		const matter = await aCase(db(), { [her]: 'victim' });
		await nameContact(db(), matter, one.id);
		expect(await asLead((ctx) => memberLeft(ctx, one.id), 100)).toEqual({ go: `/console/team/${one.id}` });
		expect(await sessionOf(token, 101)).toBeNull();
		expect(
			keysOf(await signIn(doorAt(db(), after(102), { address: '192.0.2.202' }), { signIn: one.signIn, password: rightPassword }, []))
		).toEqual(['accounts.signIn.wrong']);
		expect(await asLead((ctx) => readMemberPage(ctx, one.id), 103)).toMatchObject({ member: { state: 'left' }, cases: [matter] });
		const { members, left } = await asLead((ctx) => readTeam(ctx), 103);
		expect([members.some(({ id }) => id === one.id), left.map(({ id }) => id)]).toEqual([false, [one.id]]);
		expect(keysOf(await asLead((ctx) => giveCode(ctx, one.id, { word: 'Kettle', roles: ['care'] }), 104))).toEqual(['team.code.left']);
	});

	it('DESIGN §1: a commissioner begins at the reports; who also works with cases at what is due', () => {
		expect(homeOf({ kind: 'worker', roles: ['commissioner'] })).toBe('/console/reports');
		expect(homeOf({ kind: 'worker', roles: ['commissioner', 'care'] })).toBe('/console');
		expect(homeOf({ kind: 'worker', roles: ['supervisor'] })).toBe('/console');
		expect(homeOf({ kind: 'agency', roles: [] })).toBe('/agency');
	});
});
