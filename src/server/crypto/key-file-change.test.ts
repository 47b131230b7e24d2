import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addKek, dropOldKeks, keksIn } from './key-file-change.ts';
import { openKeyFile, openKeyFileFirst } from './key-file.ts';

// Every call of the file system passes here, so that a test can let the machine stop before, or in the middle of, any of them.
const stop = vi.hoisted(() => ({ at: Infinity, calls: 0 }));
vi.mock('node:fs', async (importOriginal) => {
	const real = await importOriginal<typeof fs>();
	const stopping = new Set([
		'openSync',
		'fchmodSync',
		'writeFileSync',
		'fsyncSync',
		'closeSync',
		'renameSync',
		'unlinkSync',
		'linkSync',
		'rmSync'
	]);
	return Object.fromEntries(
		Object.entries(real).map(([name, value]) => {
			if (!stopping.has(name)) return [name, value];
			const stoppable = (...args: unknown[]) => {
				if (++stop.calls >= stop.at) throw Object.assign(new Error('the machine stopped'), { code: 'EIO' });
				return (value as (...args: unknown[]) => unknown)(...args);
			};
			return [name, stoppable];
		})
	);
});

let folder: string;
let at: { path: string; forbiddenInside: string };
beforeEach(() => {
	stop.at = Infinity;
	folder = mkdtempSync(join(tmpdir(), 'waymark-kek-'));
	at = { path: join(folder, 'waymark.key'), forbiddenInside: join(folder, 'data') };
	openKeyFile(at.path, { create: true, forbiddenInside: at.forbiddenInside });
});
afterEach(() => {
	stop.at = Infinity;
	rmSync(folder, { recursive: true });
});
const firstOf = () => keksIn(at)[0] ?? '';
const open = () => openKeyFile(at.path, { create: false, ...at });

describe('a new master key', () => {
	it('stands first, the old ones behind it, the root unchanged, in a file that its owner alone may read', () => {
		const before = open();
		const wrapped = before.wrap(Buffer.alloc(32, 7), 'case:1');
		const first = firstOf();
		expect(addKek(at, first)).toBe(true);
		expect(keksIn(at)).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/), first]);
		expect(statSync(at.path).mode & 0o777).toBe(0o400);
		expect(open().unwrap(wrapped, 'case:1')).toEqual(Buffer.alloc(32, 7));
		expect(open().derive('x')).toEqual(before.derive('x'));
		expect(readdirSync(folder)).toEqual(['waymark.key']);
	});

	it('is noticed by a provider that read the file before: it wraps with it, and opens what others wrapped with it', () => {
		const serving = open();
		const first = serving.currentKekId();
		addKek(at, first);
		const wrapped = open().wrap(Buffer.alloc(32, 5), 'case:1');
		expect(serving.unwrap(wrapped, 'case:1')).toEqual(Buffer.alloc(32, 5));
		addKek(at, firstOf());
		expect(serving.currentKekId()).toBe(firstOf());
		expect(open().unwrap(serving.wrap(Buffer.alloc(32, 6), 'case:2'), 'case:2')).toEqual(Buffer.alloc(32, 6));
	});

	it('is made once of two rotations that saw the same file', () => {
		const first = firstOf();
		expect([addKek(at, first), addKek(at, first)]).toEqual([true, false]);
		expect(keksIn(at).length).toBe(2);
	});

	it('is not made while another process changes the file, and what that one left when it died does not stand in the way', () => {
		const lock = `${at.path}.lock`;
		const own = readFileSync(`/proc/${process.pid}/stat`, 'utf8').split(') ').pop()?.split(' ')[19];
		writeFileSync(lock, `${process.pid} ${own}`);
		expect(() => addKek(at, firstOf())).toThrow('start.key.busy');
		writeFileSync(lock, `${process.pid} 1`);
		expect(addKek(at, firstOf())).toBe(true);
	});

	it('a crash at any step leaves the file as it was or as it should be, and the next run clears what the crash left', () => {
		const before = readFileSync(at.path, 'utf8');
		const [head, ...lines] = before.trimEnd().split('\n');
		let steps = 0;
		for (let step = 1; ; step++) {
			const first = firstOf();
			let isDone = false;
			[stop.calls, stop.at] = [0, step];
			try {
				isDone = addKek(at, first);
			} catch {
				// The machine stopped: what matters is what lies in the folder.
			}
			stop.at = Infinity;
			const after = readFileSync(at.path, 'utf8').trimEnd().split('\n');
			// Whole, with every old key in it, at most one more in front.
			expect(after[0]).toBe(head);
			expect(after.slice(-lines.length), `step ${step}`).toEqual(lines);
			expect(after.length - lines.length, `step ${step}`).toBeLessThanOrEqual(2);
			expect(statSync(at.path).mode & 0o777).toBe(0o400);
			open().health();
			if (isDone && stop.calls < step) break;
			steps++;
			rmSync(`${at.path}.lock`, { force: true });
			rmSync(at.path);
			writeFileSync(at.path, before, { mode: 0o400 });
		}
		expect(steps).toBeGreaterThan(8);
		// As kill -9 would leave it, which cannot clean up after itself.
		writeFileSync(join(folder, '.waymark.key.0123456789ab'), before, { mode: 0o400 });
		writeFileSync(join(folder, '.waymark.key.notours'), 'x');
		expect(addKek(at, firstOf())).toBe(true);
		expect(readdirSync(folder).sort()).toEqual(['.waymark.key.notours', 'waymark.key']);
	});

	it('R-17 is refused for a file open to others, or one that lies in the data folder', () => {
		chmodSync(at.path, 0o440);
		expect(() => addKek(at, 'x')).toThrow('start.key.open_to_others');
		chmodSync(at.path, 0o400);
		mkdirSync(at.forbiddenInside);
		expect(() => addKek({ ...at, path: join(at.forbiddenInside, 'k') }, 'x')).toThrow('start.key.inside_data');
		expect(keksIn(at).length).toBe(1);
	});
});

describe('while a server runs', () => {
	it('a key file that is gone, damaged or open to others closes the making of keys, and what was opened stays open', () => {
		const serving = open();
		const wrapped = serving.wrap(Buffer.alloc(32, 7), 'case:1');
		const text = readFileSync(at.path, 'utf8');
		const put = (content: string, mode: number) => {
			rmSync(at.path, { force: true });
			writeFileSync(at.path, content, { mode });
		};
		for (const [change, code] of [
			[() => rmSync(at.path), 'start.key.missing'],
			[() => put(text.slice(0, -10), 0o400), 'start.key.malformed'],
			[() => put(text, 0o444), 'start.key.open_to_others']
		] as const) {
			change();
			expect(() => serving.currentKekId()).toThrow(code);
			expect(() => serving.health()).toThrow(code);
			expect(serving.unwrap(wrapped, 'case:1')).toEqual(Buffer.alloc(32, 7));
		}
		put(text, 0o400);
		expect(() => serving.health()).not.toThrow();
	});

	it("another installation's file put in its place is refused: its searches would find nothing", () => {
		const serving = open();
		const other = join(folder, 'other.key');
		openKeyFile(other, { create: true, forbiddenInside: at.forbiddenInside });
		rmSync(at.path);
		writeFileSync(at.path, readFileSync(other), { mode: 0o400 });
		expect(() => serving.currentKekId()).toThrow('start.key.unknown');
	});
});

describe('old master keys', () => {
	it('leave the file, and the newest and the root stay', () => {
		const before = open();
		const old = before.wrap(Buffer.alloc(32, 1), 'case:1');
		addKek(at, firstOf());
		const alone = openKeyFileFirst(at.path, at.forbiddenInside);
		expect(() => alone.unwrap(old, 'case:1')).toThrow('start.key.unknown');
		const first = firstOf();
		expect(dropOldKeks(at, first)).toBe(true);
		expect(keksIn(at)).toEqual([first]);
		expect(open().derive('x')).toEqual(before.derive('x'));
		expect(() => open().unwrap(old, 'case:1')).toThrow('start.key.unknown');
	});

	it('stay where the file is not the one that was looked at, or holds no others', () => {
		const seen = firstOf();
		expect(dropOldKeks(at, seen)).toBe(false);
		addKek(at, seen);
		expect(dropOldKeks(at, seen)).toBe(false);
		expect(keksIn(at).length).toBe(2);
	});
});
