import { createReadStream, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { NotThisKind } from './not-this-kind.ts';
import { readPoliceUk, rowKey } from './read-police-uk.ts';
import type { ReadLine } from './read-police-uk.ts';

const fileAt = (name: string) => fileURLToPath(new URL(`../../../../tests/feeds/${name}`, import.meta.url));
const outcomesFile = fileAt('2013-06-humberside-outcomes.csv');
const streetFile = fileAt('2025-11-city-of-london-street.csv');

async function* pieces(bytes: Buffer, size: number) {
	for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
const read = (bytes: Buffer | string, size = 65_536, thisMonth?: string) =>
	Array.fromAsync(readPoliceUk(pieces(Buffer.from(bytes as string), size), thisMonth ? { thisMonth } : {}));
const faultsOf = (lines: ReadLine[]) => lines.flatMap(({ line, fault }) => (fault ? [[line, fault]] : []));
const keysOf = (lines: ReadLine[]) => lines.map(({ key }) => key);

describe('the real outcomes file of June 2013', () => {
	let lines: ReadLine[];
	beforeAll(async () => {
		lines = await Array.fromAsync(readPoliceUk(createReadStream(outcomesFile)));
	});

	it('has 4,817 rows, none broken, 998 of them repeats', () => {
		expect(lines.length).toBe(4817);
		expect(faultsOf(lines)).toEqual([]);
		expect(lines.length - new Set(keysOf(lines)).size).toBe(998);
		expect([lines[0]!.line, lines.at(-1)!.line]).toEqual([2, 4818]);
	});

	it('names 17 outcomes, each of which happened in that month to a crime with an id', () => {
		expect(new Set(lines.map(({ row }) => row?.outcomeName)).size).toBe(17);
		expect(lines.every(({ row }) => row?.asOf === 'happened' && row.month === '2013-06' && row.reference?.length === 64)).toBe(true);
	});

	it('R-07 has the same rows and keys with LF, with a mark at the start, in quotes, and cut into any pieces', async () => {
		const crlf = readFileSync(outcomesFile, 'utf8');
		const lf = crlf.replaceAll('\r\n', '\n');
		expect(crlf).not.toBe(lf);
		const quoted = lf.replace(/[^,\n]+/g, '"$&"');
		for (const text of [lf, `\ufeff${crlf}`, quoted]) expect(keysOf(await read(text))).toEqual(keysOf(lines));
		expect(keysOf(await read(crlf, 97))).toEqual(keysOf(lines));
	});
});

it('the real street file of November 2025 has 734 rows of what was last known, 8 without id and outcome', async () => {
	const lines = await Array.fromAsync(readPoliceUk(createReadStream(streetFile)));
	expect(lines.length).toBe(734);
	expect(faultsOf(lines)).toEqual([]);
	expect(
		lines.filter(({ row }) => row?.reference === null && row.outcomeName === null && row.crimeType === 'Anti-social behaviour').length
	).toBe(8);
	expect(lines.filter(({ row }) => row?.reference === null || row?.outcomeName === null).length).toBe(8);
	expect(lines.every(({ row }) => row?.asOf === 'last_known')).toBe(true);
});

const header = 'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\r\n';
const good = `${'a'.repeat(64)},2013-06,Humberside Police,Humberside Police,-0.8,53.7,On or near A STREET,E01,East 040C,Suspect charged`;

describe('a broken row is reported under its line number and the rest goes on', () => {
	const broken: [string, Buffer | string, string][] = [
		['too few columns', 'a,b,c', 'feeds.row.columns'],
		['too many columns', `${good},x`, 'feeds.row.columns'],
		['a bad month', good.replace('2013-06', '2013-6'), 'feeds.row.month'],
		['a month to come', good.replace('2013-06', '2026-01'), 'feeds.row.month_ahead'],
		['a bad id', good.replace('aaa', 'zzz'), 'feeds.row.reference'],
		['a NUL byte', good.replace('STREET', 'ST\0REET'), 'feeds.row.nul'],
		['an open quote', good.replace('On or', '"On or'), 'feeds.row.quote'],
		['a quote inside', good.replace('On or', 'On "or'), 'feeds.row.quote'],
		['text behind a quote', good.replace('Suspect', '"Suspect"x'), 'feeds.row.quote'],
		['a Latin-1 letter', Buffer.from(good.replace('STREET', 'STR\xcaET'), 'latin1'), 'feeds.row.encoding'],
		['10 MB', 'x'.repeat(10_000_000), 'feeds.row.too_long'],
		['10 MB behind an open quote', `"${'x,'.repeat(5_000_000)}`, 'feeds.row.too_long'],
		['a lone CR', good.replace('STREET', 'STR\rEET'), 'feeds.row.control']
	];
	it.each(broken)('%s', async (_, bad, fault) => {
		const bytes = Buffer.concat([Buffer.from(`${header}${good}\r\n`), Buffer.from(bad as string), Buffer.from(`\r\n${good}\r\n`)]);
		const lines = await read(bytes, 65_536, '2025-11');
		expect(faultsOf(lines)).toEqual([[3, fault]]);
		expect(lines.map(({ line }) => line)).toEqual([2, 3, 4]);
		expect(lines[1]!.raw.length).toBeLessThanOrEqual(500);
	});

	it('a file cut short: its last line is never read as another outcome', async () => {
		const row = good.replace('Suspect charged', 'Suspect charged as part of another case');
		const cut = row.slice(0, -' as part of another case'.length);
		expect(faultsOf(await read(`${header}${row}\r\n${cut}`))).toEqual([[3, 'feeds.row.cut_short']]);
	});

	it('empty lines are passed over and counted', async () => {
		const lines = await read(`${header}\r\n${good}\r\n\r\n`);
		expect(lines.map(({ line, fault }) => [line, fault])).toEqual([[3, undefined]]);
	});

	it('a quoted cell may hold a comma and a quote', async () => {
		const [line] = await read(`${header}${good.replace('On or near A STREET', '"On, or ""near"" it"')}\n`);
		expect(line!.fault).toBeUndefined();
		expect(line!.raw).toContain('""near""');
	});
});

describe('a file that is not of this kind is refused whole', () => {
	const utf16 = Buffer.from(`\ufeff${header}${good}\r\n`, 'utf16le');
	const others: [string, Buffer | string, string][] = [
		['nothing', '', 'feeds.file.empty'],
		['UTF-16', utf16, 'feeds.file.encoding'],
		['UTF-16, no mark', utf16.subarray(2), 'feeds.file.encoding'],
		['UTF-16, other way round', Buffer.from(utf16).swap16(), 'feeds.file.encoding'],
		['another table', 'name,age\r\nx,1\r\n', 'feeds.file.header'],
		['no header', `${good}\r\n`, 'feeds.file.header'],
		['only half a header', header.trimEnd(), 'feeds.file.header'],
		['a page', '<!doctype html>\n<title>Not found</title>\n', 'feeds.file.header'],
		['10 MB without a line', 'x'.repeat(10_000_000), 'feeds.file.header'],
		['packed', Buffer.from('1f8b0800', 'hex'), 'feeds.file.encoding']
	];
	it.each(others)('%s', async (_, bytes, code) => {
		await expect(read(bytes)).rejects.toMatchObject({ name: 'NotThisKind', code });
	});
});

it('R-18 any change of bytes gives rows in the right shape or faults, in order, and never throws', async () => {
	const bytes = Buffer.concat([Buffer.from(header), ...Array.from({ length: 12 }, () => Buffer.from(`${good}\r\n`))]);
	const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.uint8Array({ maxLength: 6 }), drop: fc.nat(40) });
	await fc.assert(
		fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 900 }), async (changes, size) => {
			let hostile = bytes;
			for (const { at, to, drop } of changes) hostile = Buffer.concat([hostile.subarray(0, at), to, hostile.subarray(at + drop)]);
			const lines = await read(hostile, size).catch((fault: unknown) => {
				if (fault instanceof NotThisKind) return [];
				throw fault;
			});
			lines.forEach(({ line, row, key, fault }, at) => {
				expect(line).toBeGreaterThan(at === 0 ? 1 : lines[at - 1]!.line);
				if (fault) return expect(fault).toMatch(/^feeds\.row\./);
				expect(key).toMatch(/^[0-9a-f]{64}$/);
				expect(row?.month).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
				expect(row?.reference ?? 'a'.repeat(64)).toMatch(/^[0-9a-f]{64}$/);
				expect(row?.outcomeName).toBeTruthy();
			});
		}),
		{ numRuns: process.env.WAYMARK_LONG ? 100_000 : 2_000 }
	);
});

it('R-07 the key tells the kind of file apart', () => {
	expect(rowKey('outcomes', ['a'])).not.toBe(rowKey('street', ['a']));
	expect(rowKey('outcomes', ['a', 'b'])).not.toBe(rowKey('outcomes', ['a,b']));
});
