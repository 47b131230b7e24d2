import { sql } from 'drizzle-orm';
import { sealForDoor } from '#server/crypto/instance.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { newTotpSecret } from '#server/auth/totp.ts';
import { secretPlace } from '#features/accounts/server/second-factor.ts';
import { demoHub } from '#demo/act.ts';
import { ask } from '../roles/catalogue.ts';
import { now } from './house.ts';

/**
 * What some doors need and the invented people have none of: an app and a passkey, a record of a wrong link, a request to delete. Its sealed words open for nobody, and its pages have to
 * stand that.
 */
export async function addMoreRows(db: Db): Promise<void> {
	const accounts = await ask<{ id: string }>(db, `select id::text from account where hub_id = '${demoHub}' order by id`);
	const [part] = await ask<{ caseId: string; personId: string }>(
		db,
		`select case_id::text as "caseId", person_id::text as "personId" from participant where hub_id = '${demoHub}' order by id`
	);
	if (!part) throw new Error('the seed has no case');
	await db.engine.tx('owner', async (q) => {
		await q.execute(sql.raw('set local session_replication_role = replica'));
		for (const { id: account } of accounts) {
			const [app, passkey] = [newId(now), newId(now)];
			await q.execute(sql`insert into factor (id, account_id, kind, secret_sealed, made_at, confirmed_at)
				values (${app}, ${account}, 'totp', ${sealForDoor(db.provider, secretPlace(app), newTotpSecret())}, ${now.toISOString()}, ${now.toISOString()})`);
			await q.execute(sql`insert into factor (id, account_id, kind, credential_id, public_key, counter, made_at, confirmed_at)
				values (${passkey}, ${account}, 'passkey', ${Buffer.from(passkey)}, ${Buffer.from('none')}, 0, ${now.toISOString()}, ${now.toISOString()})`);
		}
		await q.execute(sql`insert into breach (id, hub_id, case_id, opened_by, opened_at, known_at, seen_sealed, decision)
			select ${newId(now)}, ${demoHub}, ${part.caseId}, id, ${now.toISOString()}, ${now.toISOString()}, ${Buffer.from('none')}, 'open' from worker
			where hub_id = ${demoHub} order by id limit 1`);
		await q.execute(sql`insert into task (id, hub_id, person_id, kind, is_urgent, due_on, made_at)
			values (${newId(now)}, ${demoHub}, ${part.personId}, 'erase_asked', false, '2026-07-10', ${now.toISOString()})`);
	});
}
