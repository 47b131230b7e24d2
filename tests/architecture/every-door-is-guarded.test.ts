import { describe, expect, it } from 'vitest';
import { isGuarded } from '#server/http/guard.ts';

type Door = Record<string, unknown> & { load?: object; actions?: Record<string, object> };
const pages = import.meta.glob<Door>('/src/routes/**/+{page,layout}.server.ts', { eager: true });
const endpoints = import.meta.glob<Door>('/src/routes/**/+server.ts', { eager: true });
const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'fallback'];

describe('every door is guarded (deny by default)', () => {
	it('finds the doors at all', () => {
		expect(Object.keys(pages).length).toBeGreaterThan(10);
		expect(Object.keys(endpoints).length).toBeGreaterThan(1);
	});

	it.each(Object.entries(pages))('%s', (_file, { load, actions }) => {
		const entries = [load, ...Object.values(actions ?? {})].filter((entry): entry is object => Boolean(entry));
		expect(entries.length).toBeGreaterThan(0);
		expect(entries.filter((entry) => !isGuarded(entry))).toEqual([]);
	});

	it.each(Object.entries(endpoints))('%s', (_file, door) => {
		const entries = verbs.map((verb) => door[verb]).filter((entry) => typeof entry === 'function');
		expect(entries.length).toBeGreaterThan(0);
		expect(entries.filter((entry) => !isGuarded(entry as object))).toEqual([]);
	});

	it('would notice a door that is not', () => {
		expect(isGuarded(async () => ({}))).toBe(false);
	});
});
