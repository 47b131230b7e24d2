import { expect, it } from 'vitest';
import { newDataKey, rewrapDataKey, unwrapDataKey } from './data-key.ts';
import { Unreadable } from './fault.ts';
import { openForDoor, sealForDoor } from './instance.ts';
import { memoryKeys } from './key-file.ts';
import { open, seal } from './seal.ts';

const place = { hub: 'h', table: 'message', column: 'body', row: 'r' };

it('a data key seals, is wrapped, and opens again', () => {
	const keys = memoryKeys();
	const row = newDataKey(keys, 'case:1');
	const sealed = seal(unwrapDataKey(keys, row), place, 'hello');
	expect(open(unwrapDataKey(keys, row), place, sealed)).toBe('hello');
	expect(row.wrapped.includes(unwrapDataKey(keys, row).key)).toBe(false);
});

it('a wrapped key put beside another case does not open', () => {
	const keys = memoryKeys();
	const mine = newDataKey(keys, 'case:1');
	const theirs = newDataKey(keys, 'case:2');
	expect(unwrapDataKey(keys, mine)).toEqual(unwrapDataKey(keys, mine));
	expect(() => unwrapDataKey(keys, { ...mine, scope: 'case:2' })).toThrow(Unreadable);
	expect(() => unwrapDataKey(keys, { ...mine, wrapped: theirs.wrapped })).toThrow(Unreadable);
	expect(() => unwrapDataKey(memoryKeys(), mine)).toThrow('start.key.unknown');
});

it('a rewrapped key opens the old texts', () => {
	const keys = memoryKeys();
	const row = newDataKey(keys, 'case:1');
	const sealed = seal(unwrapDataKey(keys, row), place, 'hello');
	const again = { ...row, ...rewrapDataKey(keys, row) };
	expect(again.wrapped.equals(row.wrapped)).toBe(false);
	expect(open(unwrapDataKey(keys, again), place, sealed)).toBe('hello');
});

it('door tables are sealed with the instance, and bound to their row', () => {
	const keys = memoryKeys();
	const at = { table: 'factor', column: 'secret', row: 'a' };
	const sealed = sealForDoor(keys, at, 'JBSWY3DP');
	expect(openForDoor(keys, at, sealed)).toBe('JBSWY3DP');
	expect(() => openForDoor(keys, { ...at, row: 'b' }, sealed)).toThrow(Unreadable);
	expect(() => openForDoor(memoryKeys(), at, sealed)).toThrow(Unreadable);
});
