import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '#server/audit/canonical.ts';
import { verifyAll } from '#server/audit/verify-all.ts';
import { seedDemo } from '#demo/seed.ts';
import { onOneEngine } from '../database/open.ts';
import { aChain, append, asOwner, now, rehash, rowsIn, shift, tamper, workerOf, wrongIn } from './a-chain.ts';

onOneEngine('the verifier of the log', (db) => {
	it('finds nothing wrong in the whole demonstration, chain by chain', async () => {
		await seedDemo(db(), new Date('2026-06-03T10:30:00Z'), { slug: 'humber', name: 'Humber Care Team' });
		const { chains } = await verifyAll(db(), '/nonexistent/anchors', now);
		expect(chains.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(100);
		expect(chains.filter(({ wrong }) => wrong)).toEqual([]);
	});

	it('finds nothing wrong in rows with and without role and sealed words', async () => {
		expect(await wrongIn(db(), await aChain(db()))).toBeNull();
	});

	it('finds nothing wrong in words in any script, with quotes and control characters', async () => {
		const chain = await aChain(db(), 1);
		const every = String.fromCharCode(...Array.from({ length: 0x2ff }, (_, code) => code + 1));
		const texts = [every, '"\\/\b\f\n\r\t', 'رنا حداد', '\u2028\u2029\u007f\u0080', '👩‍👧 \u{10FFFF}', '', ' ', '{"a": [1, 2]}', "'; --"];
		await append(
			db(),
			chain,
			texts.map((text) => ({ action: 'case.viewed', reason: text, objectId: text }) as const),
			workerOf(chain)
		);
		expect(await wrongIn(db(), chain)).toBeNull();
		const rows = await rowsIn(db(), chain);
		expect(rows.slice(1).map(({ reason }) => reason)).toEqual(texts);
	});

	it('writes a row exactly as PostgreSQL does: 300 random rows', async () => {
		const chain = await aChain(db(), 1);
		const [row] = await rowsIn(db(), chain);
		if (!row) throw new Error('no row');
		let seed = 20260602;
		const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
		const letter = () =>
			String.fromCodePoint([1 + random(0x20), 0x20 + random(0x5f), 0x80 + random(0x700), 0x1f300 + random(0x2ff)][random(4)] ?? 65);
		const text = () => Array.from({ length: random(24) }, letter).join('');
		const made = Array.from({ length: 300 }, () => ({
			...row,
			objectId: random(4) ? text() : null,
			reason: random(4) ? text() : null,
			requestId: text()
		}));
		for (const one of made) {
			const [theirs] = await asOwner<{ text: string }>(
				db(),
				sql`select jsonb_build_array(${one.chain}::text, ${one.seq}::bigint, ${one.ms}::bigint, ${one.actorKind}::text, ${one.actorId}::uuid, ${one.action}::text,
					${one.caseId}::uuid, ${one.personId}::uuid, ${one.objectId}::text, ${one.reason}::text, ${one.requestId}::text)::text as text`
			);
			expect(canonicalText({ ...one, actorRole: null, detail: null })).toBe(theirs?.text);
		}
	});

	describe('names what was done, and where', () => {
		it.each([
			['who', sql`update audit_event set actor_id = gen_random_uuid() where seq = 3`],
			['as what', sql`update audit_event set actor_role = 'supervisor' where seq = 3`],
			['that a role was there at all', sql`update audit_event set actor_role = null, detail_sealed = null where seq = 3`],
			['when, by a microsecond', sql`update audit_event set at = at + interval '1 microsecond' where seq = 3`],
			['what', sql`update audit_event set action = 'number.shown' where seq = 3`],
			['whose case', sql`update audit_event set case_id = gen_random_uuid() where seq = 3`],
			['whom', sql`update audit_event set person_id = gen_random_uuid() where seq = 3`],
			['the object', sql`update audit_event set object_id = null where seq = 3`],
			['why', sql`update audit_event set reason = 'they_called' where seq = 3`],
			['the request', sql`update audit_event set request_id = 'other' where seq = 3`],
			['the sealed words', sql`update audit_event set detail_sealed = '\\x00' where seq = 3`],
			['the hash', sql`update audit_event set hash = sha256('x') where seq = 3`],
			['the hash before', sql`update audit_event set prev_hash = sha256('x') where seq = 3`]
		])('an edit of %s', async (_what, statement) => {
			const chain = await aChain(db());
			await tamper(db(), sql`${statement} and chain = ${chain}`);
			expect(await wrongIn(db(), chain)).toEqual({ kind: 'edited', seq: 3 });
		});

		it('an edit whose row was hashed anew', async () => {
			const chain = await aChain(db());
			await tamper(db(), sql`update audit_event set reason = 'they_called' where chain = ${chain} and seq = 3`);
			await rehash(db(), chain, 3, 3);
			expect(await wrongIn(db(), chain)).toEqual({ kind: 'edited', seq: 3 });
		});

		it('a deleted row, also when the later ones are numbered anew', async () => {
			for (const closes of [false, true]) {
				const chain = await aChain(db());
				await tamper(db(), sql`delete from audit_event where chain = ${chain} and seq = 4`, ...(closes ? shift(chain, 5, -1) : []));
				expect(await wrongIn(db(), chain)).toEqual({ kind: 'deleted', seq: 4 });
			}
		});

		it('the first row deleted', async () => {
			const chain = await aChain(db());
			await tamper(db(), sql`delete from audit_event where chain = ${chain} and seq = 1`);
			expect(await wrongIn(db(), chain)).toEqual({ kind: 'deleted', seq: 1 });
		});

		it('an inserted row, forged with and without a right hash', async () => {
			for (const isHashed of [false, true]) {
				const chain = await aChain(db());
				await tamper(
					db(),
					...shift(chain, 4, 1),
					sql`insert into audit_event (chain, seq, at, actor_kind, action, request_id, prev_hash, hash)
						select chain, 4, at, 'job', 'case.viewed', 'forged', hash, sha256('x') from audit_event where chain = ${chain} and seq = 3`
				);
				if (isHashed) await rehash(db(), chain, 4, 4);
				expect(await wrongIn(db(), chain)).toEqual({ kind: 'inserted', seq: 4 });
			}
		});

		it('two rows in another order, beside each other and apart, and a row moved to the end', async () => {
			const swap = (chain: string, one: number, other: number) => [
				sql`update audit_event set seq = -seq where chain = ${chain} and seq in (${one}, ${other})`,
				sql`update audit_event set seq = ${one + other} + seq where chain = ${chain} and seq < 0`
			];
			for (const other of [4, 7]) {
				const chain = await aChain(db());
				await tamper(db(), ...swap(chain, 3, other));
				expect(await wrongIn(db(), chain)).toEqual({ kind: 'reordered', seq: 3 });
			}
			const chain = await aChain(db());
			await tamper(db(), sql`update audit_event set seq = 9 where chain = ${chain} and seq = 3`, ...shift(chain, 4, -1));
			expect(await wrongIn(db(), chain)).toEqual({ kind: 'reordered', seq: 3 });
		});

		it('a clone of a row, at the end and in the middle', async () => {
			const clone = (chain: string, seq: number) => sql`insert into audit_event
				select chain, ${seq}::bigint, at, actor_kind, actor_id, action, case_id, person_id, object_id, reason, request_id, prev_hash, hash, actor_role, detail_sealed
				from audit_event where chain = ${chain} and seq = 2`;
			const end = await aChain(db());
			await tamper(db(), clone(end, 9), sql`update audit_head set seq = 9 where chain = ${end}`);
			expect(await wrongIn(db(), end)).toEqual({ kind: 'cloned', seq: 9 });
			const middle = await aChain(db());
			await tamper(db(), ...shift(middle, 5, 1), clone(middle, 5));
			expect(await wrongIn(db(), middle)).toEqual({ kind: 'cloned', seq: 5 });
		});

		it('a tail cut off, and every row gone', async () => {
			for (const from of [7, 1]) {
				const chain = await aChain(db());
				await tamper(db(), sql`delete from audit_event where chain = ${chain} and seq >= ${from}`);
				expect(await wrongIn(db(), chain)).toEqual({ kind: 'truncated', seq: from });
			}
		});

		it('a head that is not the last row: behind, and another hash', async () => {
			const behind = await aChain(db());
			await tamper(
				db(),
				sql`update audit_head set seq = 6, hash = (select hash from audit_event where chain = ${behind} and seq = 6) where chain = ${behind}`
			);
			expect(await wrongIn(db(), behind)).toEqual({ kind: 'head', seq: 7 });
			const other = await aChain(db());
			await tamper(db(), sql`update audit_head set hash = sha256('x') where chain = ${other}`);
			expect(await wrongIn(db(), other)).toEqual({ kind: 'head', seq: 8 });
		});
	});

	it('no role of the house may change the log, call with another chain, or read a chain', async () => {
		const chain = await aChain(db(), 2);
		const roles = ['person', 'console', 'agency', 'worker', 'door', 'report'];
		const tries = (role: string) => [
			sql`update audit_event set reason = 'x'`,
			sql`delete from audit_event`,
			sql`truncate audit_event`,
			sql`insert into audit_event (chain, seq, at, actor_kind, action, request_id, prev_hash, hash) values ('x', 1, ${now.toISOString()}, 'job', 'x', 'x', '', '')`,
			sql`update audit_head set seq = 1`,
			sql`delete from audit_head`,
			...(role === 'worker' ? [] : [sql`select * from audit_page(${chain}, 0, 1)`, sql`select * from audit_heads()`])
		];
		for (const role of roles)
			for (const statement of tries(role)) {
				const attempt = db().engine.tx('owner', async (q) => {
					await q.execute(sql`select set_config('role', ${`waymark_${role}`}, true)`);
					await q.execute(statement);
				});
				await expect(attempt, `${role}`).rejects.toThrow();
			}
		// The chain is the transaction's hub, and no argument names another.
		const [before] = await asOwner<{ seq: number }>(db(), sql`select seq::int from audit_head where chain = ${chain}`);
		await append(db(), await aChain(db(), 1), [{ action: 'case.viewed', objectId: chain }]);
		const [after] = await asOwner<{ seq: number }>(db(), sql`select seq::int from audit_head where chain = ${chain}`);
		expect(after).toEqual(before);
		// Not even the owner of the tables, until she takes the triggers off.
		await expect(
			db().engine.tx('owner', (q) => q.execute(sql`update audit_event set reason = 'x' where chain = ${chain}`))
		).rejects.toThrow();
	});
});
