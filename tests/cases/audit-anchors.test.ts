import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicKey, verify } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { appendLines, lastLine, refuseInsideData } from '#server/audit/anchor-file.ts';
import { writeAnchors } from '#server/audit/anchor.ts';
import { anchorKey, publicKeyText, type Anchor } from '#server/audit/anchor-line.ts';
import { readAnchors } from '#server/audit/anchors.ts';
import { memoryKeys } from '#server/crypto/key-file.ts';
import type { Db } from '#server/db/as.ts';
import { readSettings } from '#server/settings.ts';
import { onOneEngine } from '../database/open.ts';
import { aChain, append, keyOf, now, rehash, tamper, wrongIn } from './a-chain.ts';

const dir = mkdtempSync(join(tmpdir(), 'waymark-anchors-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let made = 0;
const aFile = () => join(dir, `${++made}`, 'anchors');
const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n').slice(0, -1);
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

onOneEngine('anchors outside the database', (db) => {
	/** A chain with an anchor at its fourth row and one at its last. */
	async function anchored(house: Db): Promise<{ chain: string; file: string }> {
		const [chain, file] = [await aChain(house, 4), aFile()];
		await writeAnchors(house, file, now);
		await append(house, chain, [{ action: 'case.viewed' }, { action: 'case.viewed' }]);
		await writeAnchors(house, file, later(60));
		return { chain, file };
	}

	it('say where every chain stands, signed, each line after the one before; an honest chain agrees', async () => {
		const { chain, file } = await anchored(db());
		const lines = linesOf(file).map((line) => JSON.parse(line) as Anchor);
		expect(lines.filter((line) => line.chain === chain).map(({ seq }) => seq)).toEqual([4, 6]);
		const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKeyText(keyOf(db())) }, format: 'jwk' });
		for (const { sig, ...said } of lines)
			expect(verify(null, Buffer.from(JSON.stringify(Object.values(said))), key, Buffer.from(sig, 'base64url'))).toBe(true);
		expect(await readAnchors(file, keyOf(db()))).toMatchObject({ lines: lines.length, fault: null, lastAt: later(60).toISOString() });
		expect(await wrongIn(db(), chain, file)).toBeNull();
	});

	it('only they find a chain that was made anew from end to end', async () => {
		const { chain, file } = await anchored(db());
		await tamper(db(), sql`update audit_event set reason = 'complaint' where chain = ${chain} and seq = 2`);
		await rehash(db(), chain);
		expect(await wrongIn(db(), chain)).toBeNull();
		expect(await wrongIn(db(), chain, file)).toEqual({ kind: 'rewritten', seq: 4 });
	});

	it('find a tail that was cut off with the head set back, and a chain that is gone', async () => {
		const { chain, file } = await anchored(db());
		await tamper(
			db(),
			sql`delete from audit_event where chain = ${chain} and seq > 4`,
			sql`update audit_head set seq = 4, hash = (select hash from audit_event where chain = ${chain} and seq = 4) where chain = ${chain}`
		);
		expect(await wrongIn(db(), chain)).toBeNull();
		expect(await wrongIn(db(), chain, file)).toEqual({ kind: 'truncated', seq: 5 });
		await tamper(db(), sql`delete from audit_event where chain = ${chain}`, sql`delete from audit_head where chain = ${chain}`);
		expect(await wrongIn(db(), chain, file)).toEqual({ kind: 'missing', seq: 1 });
	});

	it('a line taken out, changed, forged or put in another order is found; what was cut from the end is not, without a copy', async () => {
		const { file } = await anchored(db());
		const key = keyOf(db());
		const lines = linesOf(file);
		const faultWith = async (changed: string[]) => {
			const other = aFile();
			appendLines(other, changed);
			return (await readAnchors(other, key)).fault;
		};
		const at = lines.length - 2;
		expect(await faultWith(lines.toSpliced(at, 1))).toEqual({ line: at + 1, kind: 'cut' });
		expect(await faultWith(lines.slice(1))).toEqual({ line: 1, kind: 'cut' });
		expect(await faultWith(lines.with(0, lines[0]?.replace(/"seq":\d+/, '"seq":99999') ?? ''))).toEqual({ line: 1, kind: 'unsigned' });
		expect(await faultWith([...lines, 'nonsense'])).toEqual({ line: lines.length + 1, kind: 'unsigned' });
		expect(await faultWith([lines[1] ?? '', lines[0] ?? ''])).toEqual({ line: 1, kind: 'cut' });
		expect((await readAnchors(file, anchorKey(memoryKeys()))).fault).toEqual({ line: 1, kind: 'unsigned' });
		expect(await faultWith(lines.slice(0, -1))).toBeNull();
	});

	it('are written once an hour, by one of two servers at the same time', async () => {
		const file = aFile();
		await aChain(db(), 1);
		const both = await Promise.all([writeAnchors(db(), file, now, { isHourly: true }), writeAnchors(db(), file, now, { isHourly: true })]);
		expect(both.filter((count) => count !== null).length).toBe(1);
		const count = linesOf(file).length;
		expect(await writeAnchors(db(), file, later(30), { isHourly: true })).toBeNull();
		expect(linesOf(file).length).toBe(count);
		expect(await writeAnchors(db(), file, later(60), { isHourly: true })).toBe(count);
		expect((await readAnchors(file, keyOf(db()))).fault).toBeNull();
	});

	it('a line that a crash cut short counts as not written, and the next one takes its place', async () => {
		const { file } = await anchored(db());
		const whole = readFileSync(file, 'utf8');
		appendFileSync(file, '{"at":"2026-06-02T1');
		expect((await readAnchors(file, keyOf(db()))).fault).toBeNull();
		expect(lastLine(file)).toBe(linesOf(file).at(-1));
		await writeAnchors(db(), file, later(120));
		expect(readFileSync(file, 'utf8').startsWith(whole)).toBe(true);
		expect((await readAnchors(file, keyOf(db()))).fault).toBeNull();
	});
});

describe('the file', () => {
	it('is its owner’s alone, and refused inside the data folder; beside the key unless named', () => {
		const file = aFile();
		appendLines(file, ['one']);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(() => refuseInsideData(join(dir, 'data', 'anchors'), join(dir, 'data'))).toThrow('data folder');
		expect(() => refuseInsideData(file, join(dir, 'data'))).not.toThrow();
		expect(readSettings({ KEY_FILE: '/keys/k' }).anchorFile).toBe('/keys/audit.anchors');
		expect(readSettings({ KEY_FILE: '/keys/k', ANCHOR_FILE: '/far/a' }).anchorFile).toBe('/far/a');
	});

	it('keeps its last line apart however long the file is', () => {
		const file = aFile();
		appendLines(file, ['first']);
		writeFileSync(file, `${'x'.repeat(70_000)}\nlast\n`);
		expect(lastLine(file)).toBe('last');
		appendLines(file, ['more', 'most']);
		expect(lastLine(file)).toBe('most');
	});
});
