import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFault, Unreadable } from './fault.ts';
import { memoryKeys, openKeyFile } from './key-file.ts';

let folder: string;
let data: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'waymark-key-'));
	data = join(folder, 'data');
	mkdirSync(data);
});
afterEach(() => rmSync(folder, { recursive: true }));

const openAt = (path: string, create = false) => openKeyFile(path, { create, forbiddenInside: data });
function faultOf(act: () => unknown): string {
	try {
		act();
	} catch (fault) {
		if (fault instanceof KeyFault) return fault.code;
		throw fault;
	}
	return 'none';
}

describe('the key file', () => {
	it('is made at first start, readable by its owner alone, and opens the same keys again', () => {
		const path = join(folder, 'keys', 'waymark.key');
		const first = openAt(path, true);
		expect(statSync(path).mode & 0o777).toBe(0o400);
		const wrapped = first.wrap(Buffer.alloc(32, 7), 'case:1');
		const again = openAt(path, true);
		expect(again.unwrap(wrapped, 'case:1')).toEqual(Buffer.alloc(32, 7));
		expect(again.currentKekId()).toBe(first.currentKekId());
		expect(again.derive('x')).toEqual(first.derive('x'));
		expect(() => again.health()).not.toThrow();
	});

	it('R-17 is refused when missing, open to others, inside the data folder, malformed or no file', () => {
		const path = join(folder, 'waymark.key');
		expect(faultOf(() => openAt(path))).toBe('start.key.missing');
		openAt(path, true);
		for (const mode of [0o440, 0o404, 0o640, 0o410]) {
			chmodSync(path, mode);
			expect(faultOf(() => openAt(path))).toBe('start.key.open_to_others');
		}
		expect(faultOf(() => openAt(join(data, 'waymark.key'), true))).toBe('start.key.inside_data');
		expect(faultOf(() => openAt(data))).toBe('start.key.inside_data');
		expect(faultOf(() => openAt(folder))).toBe('start.key.unreadable');
		expect(faultOf(() => openAt(join(path, 'below'), true))).toBe('start.key.unreadable');
	});

	it('R-17 is found inside the data folder behind a link too', () => {
		symlinkSync(data, join(folder, 'elsewhere'));
		expect(faultOf(() => openAt(join(folder, 'elsewhere', 'waymark.key'), true))).toBe('start.key.inside_data');
	});

	it('is not accepted when any line is changed or cut', () => {
		const path = join(folder, 'waymark.key');
		openAt(path, true);
		const text = readFileSync(path, 'utf8');
		const lines = text.trimEnd().split('\n');
		const broken = [
			'',
			text.slice(0, -10),
			text.replace('v1', 'v2'),
			`${text}more`,
			lines.slice(0, 2).join('\n'),
			[lines[0], lines[2]].join('\n'),
			[...lines, lines[1]].join('\n'),
			[...lines, lines[2]].join('\n')
		];
		broken.forEach((bad, at) => {
			const other = join(folder, `bad-${at}.key`);
			writeFileSync(other, bad, { mode: 0o400 });
			expect(
				faultOf(() => openAt(other)),
				`broken ${at}`
			).toBe('start.key.malformed');
		});
	});

	it('opens what an earlier master key wrapped, and wraps with the first', () => {
		const path = join(folder, 'waymark.key');
		const old = openAt(path, true);
		const wrapped = old.wrap(Buffer.alloc(32, 1), 'case:1');
		const [head, kek, root] = readFileSync(path, 'utf8').trimEnd().split('\n');
		const rotated = join(folder, 'rotated.key');
		writeFileSync(rotated, [head, `kek 00112233aabbccdd ${Buffer.alloc(32, 9).toString('base64url')}`, kek, root, ''].join('\n'), {
			mode: 0o400
		});
		const now = openAt(rotated);
		expect(now.currentKekId()).toBe('00112233aabbccdd');
		expect(now.unwrap(wrapped, 'case:1')).toEqual(Buffer.alloc(32, 1));
		expect(now.derive('blind')).toEqual(old.derive('blind'));
		expect(faultOf(() => old.unwrap(now.wrap(Buffer.alloc(32), 'case:1'), 'case:1'))).toBe('start.key.unknown');
	});
});

it('a wrapped key does not open for another case, changed, or cut', () => {
	const keys = memoryKeys();
	const wrapped = keys.wrap(Buffer.alloc(32, 3), 'case:1');
	expect(() => keys.unwrap(wrapped, 'case:2')).toThrow(Unreadable);
	expect(() => keys.unwrap(wrapped.subarray(0, wrapped.length - 1), 'case:1')).toThrow(Unreadable);
	expect(() => keys.unwrap(Buffer.alloc(0), 'case:1')).toThrow(Unreadable);
	const flipped = Buffer.from(wrapped);
	flipped[30]! ^= 1;
	expect(() => keys.unwrap(flipped, 'case:1')).toThrow(Unreadable);
});
