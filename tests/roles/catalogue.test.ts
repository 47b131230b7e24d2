import { expect, it } from 'vitest';
import { dbRoles } from '#server/db/client.ts';
import { onBothEngines } from '../database/open.ts';
import { ask, isPersonal, ledger, tablesOf } from './catalogue.ts';

/** Grants of a table or of columns of it to roles of the house, their owner left out. */
const granted = `select distinct r.rolname::text as role, c.relname::text as "table", lower(g.privilege_type) as verb from pg_class c
	left join pg_attribute a on a.attrelid = c.oid and a.attacl is not null
	cross join lateral (select * from aclexplode(c.relacl) union all select * from aclexplode(a.attacl)) g
	join pg_roles r on r.oid = g.grantee
	where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and r.rolname like 'waymark\\_%' and r.rolname <> 'waymark_owner'`;

type Policy = { table: string; name: string; opens: boolean; roles: string[]; cmd: string; qual: string | null; check: string | null };
const policies = `select tablename::text as "table", policyname::text as name, permissive = 'PERMISSIVE' as opens, to_json(roles)::text as roles, lower(cmd) as cmd, qual, with_check as "check"
	from pg_policies where schemaname = 'public'`;

/** One round of the jobs drains every hub's outbox: ids and codes only (see matrix.test.ts). */
const acrossHubs = ['outbox drained', 'outbox forgotten', 'outbox_done drained'];

onBothEngines('what the catalogue says of the fences', (db) => {
	const rows = <Row>(text: string) => ask<Row>(db(), text);
	const all = async () =>
		(await rows<Omit<Policy, 'roles'> & { roles: string }>(policies)).map((policy) => ({
			...policy,
			roles: JSON.parse(policy.roles) as string[]
		}));

	it('every table has row security, forced on its owner too; the ledger of migrations is for nobody', async () => {
		const open = await rows(
			`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> '${ledger}'
				and not (relrowsecurity and relforcerowsecurity)`
		);
		expect(open).toEqual([]);
		expect((await rows<{ table: string }>(granted)).filter(({ table }) => table === ledger)).toEqual([]);
	});

	it('every grant has a policy of its own role and verb: a right without one is a right nobody thought about', async () => {
		const known = await all();
		const grants = await rows<{ role: string; table: string; verb: string }>(granted);
		expect(grants.length).toBeGreaterThan(100);
		expect(
			grants.filter(
				({ role, table, verb }) =>
					!known.some(
						(policy) => policy.opens && policy.table === table && policy.roles.includes(role) && ['all', verb].includes(policy.cmd)
					)
			)
		).toEqual([]);
	});

	it('no policy lets everyone or everything through', async () => {
		// What shown entries are found by holds nothing else, and a policy that holds something back would keep the search from its index (migration 0012): these are only read.
		const isOpenSearch = ({ table, cmd, check }: Policy) =>
			['service_find', 'directory_word'].includes(table) && cmd === 'select' && check === null;
		const wide = (await all()).filter(
			(policy) =>
				policy.roles.includes('public') ||
				(policy.qual === 'true' && !isOpenSearch(policy)) ||
				policy.check === 'true' ||
				(policy.qual ?? policy.check) === null
		);
		expect(wide).toEqual([]);
	});

	it('every policy of a personal table names the hub, or belongs to the door or the log alone', async () => {
		const personal = (await tablesOf(db())).filter(isPersonal).map(({ name }) => name);
		expect(personal).toEqual(expect.arrayContaining(['person', 'cases', 'task', 'session', 'account']));
		const loose = (await all()).filter(({ table, name, opens, roles, cmd, qual, check }) => {
			// A restrictive policy gives nobody anything: it narrows what one of these opened.
			if (!opens || !personal.includes(table) || acrossHubs.includes(`${table} ${name}`)) return false;
			if (roles.length === 1 && ['waymark_door', 'waymark_audit'].includes(roles[0] ?? ''))
				return !/CURRENT_USER/i.test(`${qual} ${check}`);
			const says = [cmd === 'insert' ? 'app_hub()' : (qual ?? ''), check ?? 'app_hub()'];
			return !says.every((text) => text.includes('app_hub()'));
		});
		expect(loose).toEqual([]);
	});

	it('no role of the house is strong, and none may become another', async () => {
		expect(
			await rows(
				`select rolname from pg_roles where rolname like 'waymark\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`
			)
		).toEqual([]);
		expect(await rows(`select rolname from pg_roles where rolname in ('waymark_owner', 'waymark_audit') and rolcanlogin`)).toEqual([]);
		const members = await rows(
			`select m.rolname as who, r.rolname as becomes from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid
				where m.rolname like 'waymark\\_%'`
		);
		// So that a migration can give the functions of the log to their role. Nobody logs in as the owner.
		expect(members).toEqual([{ who: 'waymark_owner', becomes: 'waymark_audit' }]);
	});

	it('everybody (PUBLIC) has no right on the schema, a table, a column or a function', async () => {
		const open = await rows(
			`select 'schema' as what, nspname::text as name from pg_namespace n, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) g where nspname = 'public' and g.grantee = 0
			union all select 'table', relname from pg_class c, aclexplode(relacl) g where relnamespace = 'public'::regnamespace and g.grantee = 0
			union all select 'column', a.attrelid::regclass || '.' || attname from pg_attribute a join pg_class c on c.oid = a.attrelid, aclexplode(attacl) g
				where relnamespace = 'public'::regnamespace and g.grantee = 0
			union all select 'function', p.oid::regprocedure::text from pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner))) g
				where pronamespace = 'public'::regnamespace and g.grantee = 0
			union all select 'function made later', r.rolname::text from pg_roles r where rolname in ('waymark_owner') and not exists (
				select from pg_default_acl d where d.defaclrole = r.oid and d.defaclnamespace = 0 and d.defaclobjtype = 'f'
					and not exists (select from aclexplode(d.defaclacl) g where g.grantee = 0))`
		);
		expect(open).toEqual([]);
	});

	it('nobody of the house may make temporary tables: one of the same name stands before ours', async () => {
		// The copies that tests get do not take the rights of the migrated database with them.
		const migrated = db().kind === 'postgres' ? `'waymark_template'` : 'current_database()::text';
		expect(
			await rows(
				`select rolname from pg_roles where rolname like 'waymark\\_%' and has_database_privilege(rolname, ${migrated}, 'temporary')`
			)
		).toEqual([]);
	});

	it('a function with the rights of its owner belongs to the log or the owner, and looks for its tables in one place', async () => {
		const definers = await rows<{ name: string; owner: string; config: string }>(
			`select oid::regprocedure::text as name, pg_get_userbyid(proowner)::text as owner, coalesce(array_to_string(proconfig, ' '), '') as config
				from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`
		);
		expect(definers.length).toBeGreaterThanOrEqual(3);
		// Without pg_temp at the end it is searched first: a temporary table would answer in the place of ours.
		expect(
			definers.filter(
				({ owner, config }) => !['waymark_audit', 'waymark_owner'].includes(owner) || !/^search_path=public, pg_temp$/.test(config)
			)
		).toEqual([]);
	});

	it('every view asks as the one who looks', async () => {
		expect(
			await rows(
				`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
					and not coalesce('security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions), false)`
			)
		).toEqual([]);
	});

	it('every role that logs in has limits of its own', async () => {
		const limits = await rows<{ role: string; config: string }>(
			`select rolname::text as role, array_to_string(rolconfig, ' ') as config from pg_roles where rolname like 'waymark\\_%'`
		);
		for (const role of dbRoles)
			for (const limit of ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'])
				expect(limits.find((each) => each.role === `waymark_${role}`)?.config, `${role} has no ${limit}`).toMatch(
					new RegExp(`\\b${limit}=\\d`)
				);
	});
});
