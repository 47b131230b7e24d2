import { sql, type SQL } from 'drizzle-orm';
import { sealForDoor } from '#server/crypto/instance.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { newTotpSecret } from '#server/auth/totp.ts';
import { secretPlace } from '#features/accounts/server/second-factor.ts';
import { demoHub } from '#demo/act.ts';
import { ask } from '../roles/catalogue.ts';
import { now } from './house.ts';

/** Every account of the hub gets an app and a passkey: none of the invented people has one. */
export async function giveFactors(db: Db): Promise<void> {
	const accounts = await ask<{ id: string }>(db, `select id::text from account where hub_id = '${demoHub}' order by id`);
	await asOwner(db, (q) =>
		accounts.flatMap(({ id: account }) => {
			const [app, passkey, at] = [newId(now), newId(now), now.toISOString()];
			return [
				q(sql`insert into factor (id, account_id, kind, secret_sealed, made_at, confirmed_at)
					values (${app}, ${account}, 'totp', ${sealForDoor(db.provider, secretPlace(app), newTotpSecret())}, ${at}, ${at})`),
				q(sql`insert into factor (id, account_id, kind, credential_id, public_key, counter, made_at, confirmed_at)
					values (${passkey}, ${account}, 'passkey', ${Buffer.from(passkey)}, ${Buffer.from('none')}, 0, ${at}, ${at})`)
			];
		})
	);
}

/** A record of a wrong link and a request to delete. What was seen opens for nobody, and the page has to stand that. */
export async function addMoreRows(db: Db): Promise<void> {
	const [part] = await ask<{ caseId: string; personId: string }>(
		db,
		`select case_id::text as "caseId", person_id::text as "personId" from participant where hub_id = '${demoHub}' order by id`
	);
	if (!part) throw new Error('the seed has no case');
	const at = now.toISOString();
	await asOwner(db, (q) => [
		q(sql`insert into breach (id, hub_id, case_id, opened_by, opened_at, known_at, seen_sealed, decision)
			select ${newId(now)}::uuid, ${demoHub}::uuid, ${part.caseId}::uuid, id, ${at}::timestamptz, ${at}::timestamptz, ${Buffer.from('none')}::bytea, 'open' from worker
			where hub_id = ${demoHub} order by id limit 1`),
		q(sql`insert into task (id, hub_id, person_id, kind, is_urgent, due_on, made_at)
			values (${newId(now)}, ${demoHub}, ${part.personId}, 'erase_asked', false, '2026-07-10', ${at})`)
	]);
}

/** Past every fence, as nobody of the house can. */
const asOwner = (db: Db, make: (q: (text: SQL) => () => Promise<unknown>) => (() => Promise<unknown>)[]): Promise<void> =>
	db.engine.tx('owner', async (engine) => {
		await engine.execute(sql.raw('set local session_replication_role = replica'));
		for (const put of make((text) => () => engine.execute(text))) await put();
	});
