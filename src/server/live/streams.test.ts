import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Bell, remembered } from './bell.ts';
import type { Line } from './line.ts';
import type { Looker, Note } from './note.ts';
import { limits, Streams } from './streams.ts';

const hub = 'h1';
const leah: Looker = { kind: 'person', id: 'leah', hub };
const jo: Looker = { kind: 'worker', id: 'jo', hub };
const news: Note = { hub, what: 'news', caseId: null, personId: 'leah', by: null };
const task = (caseId: string): Note => ({ hub, what: 'task', caseId, personId: null, by: null });

describe('the lines of a process', () => {
	let bell: Bell;
	let streams: Streams<Looker>;
	let [living, seen]: [Set<string>, Set<string> | null] = [new Set(), new Set()];
	beforeEach(() => {
		vi.useFakeTimers();
		[living, seen] = [new Set(['s1', 's2']), new Set(['open'])];
		bell = new Bell();
		streams = new Streams(bell, {
			living: async () => living,
			seen: async () => {
				if (!seen) throw new Error('away');
				return seen;
			}
		});
	});
	afterEach(() => {
		streams.stop();
		vi.useRealTimers();
	});

	/** All that a line has said, once it is over. */
	async function saidOn(line: Line | null): Promise<string> {
		const reader = line?.body.getReader();
		let said = '';
		for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read())
			said += new TextDecoder().decode(piece.value);
		return said.replaceAll('\ndata: -\n\n', ' ').trim();
	}

	it('S-31 says that there is something new, once, and then it is over; nothing of what is new is on it', async () => {
		const line = streams.open(leah, 's1', { of: 'own' }, 0);
		bell.ring(news);
		bell.ring(news);
		expect(await saidOn(line)).toBe('event: beat event: change');
		expect(streams.count).toBe(0);
	});

	it('what was told while the page was on its way is told; what was told before it was asked for is not', async () => {
		bell.ring(news);
		await vi.advanceTimersByTimeAsync(3000);
		streams.open(leah, 's1', { of: 'own' }, 1000);
		expect(streams.count).toBe(1);
		expect(await saidOn(streams.open(leah, 's1', { of: 'own' }, 3500))).toContain('change');
		await vi.advanceTimersByTimeAsync(remembered + 1);
		bell.ring({ ...news, personId: 'michael' });
		expect(bell.since(remembered * 3).notes).toHaveLength(1);
	});

	it('P19 a worker is told of nothing in a record that is shut to them, nor where that cannot be asked', async () => {
		streams.open(jo, 's2', { of: 'due' }, 0);
		bell.ring(task('shut'));
		await vi.advanceTimersByTimeAsync(100);
		expect(streams.count).toBe(1);
		seen = null;
		bell.ring(task('open'));
		await vi.advanceTimersByTimeAsync(100);
		expect(streams.count).toBe(1);
		seen = new Set(['open']);
		bell.ring(task('open'));
		await vi.advanceTimersByTimeAsync(100);
		expect(streams.count).toBe(0);
	});

	it('ends with its session, at once where that is told and otherwise within a quarter of a minute', async () => {
		const line = streams.open(leah, 's1', { of: 'own' }, 0);
		streams.open(leah, 's2', { of: 'own' }, 0);
		const hash = (await import('node:crypto')).createHash('sha256').update('s1').digest('hex');
		bell.ring({ hub: null, what: 'session', caseId: hash, personId: null, by: null });
		expect(await saidOn(line)).toBe('event: beat event: end');
		expect(streams.count).toBe(1);
		living = new Set();
		await vi.advanceTimersByTimeAsync(15_000);
		expect(streams.count).toBe(0);
	});

	it('of one session only so many stay, the oldest goes; one that nobody reads is dropped; a closing house opens none', async () => {
		const first = streams.open(leah, 's1', { of: 'own' }, 0);
		for (let n = 0; n < limits.session; n++) streams.open(leah, 's1', { of: 'own' }, 0);
		expect(await saidOn(first)).toContain('end');
		expect(streams.count).toBe(limits.session);
		for (let n = 0; n < 8; n++) await vi.advanceTimersByTimeAsync(15_000);
		expect(streams.count).toBe(0);
		streams.stop();
		expect(streams.open(leah, 's1', { of: 'own' }, 0)).toBeNull();
	});

	it('after a break a worker’s page may be old and is told so; a person is told nothing that may not be so', () => {
		streams.open(leah, 's1', { of: 'own' }, 0);
		streams.open(jo, 's2', { of: 'due' }, 0);
		bell.gap();
		expect(streams.count).toBe(1);
	});
});
