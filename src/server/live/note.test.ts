import { describe, expect, it } from 'vitest';
import { concerns, noteOf, type Note } from './note.ts';

const [hub, other] = ['h1', 'h2'];
const leah = { kind: 'person', id: 'leah', hub } as const;
const jo = { kind: 'worker', id: 'jo', hub } as const;
const note = (more: Partial<Note>): Note => ({ hub, what: 'task', caseId: null, personId: null, by: null, ...more });

describe('what is told, and whom it concerns', () => {
	it('is read from its line; what is no line of ours is nothing', () => {
		expect(noteOf('h1 news c1 leah -')).toEqual({ hub: 'h1', what: 'news', caseId: 'c1', personId: 'leah', by: null });
		for (const line of ['', 'x', 'h1 toString - - -', 'h1 news', 'h1 news - - - -', ' news - - -extra more'])
			expect(noteOf(line)).toBeNull();
	});

	it('S-31 P4 a person hears that something is owed to her, and nothing of what colleagues do, nor of anybody else', () => {
		const own = { of: 'own' } as const;
		expect(concerns(note({ what: 'news', personId: 'leah' }), leah, own)).toBe(true);
		expect(concerns(note({ what: 'news', personId: 'michael' }), leah, own)).toBe(false);
		expect(concerns(note({ what: 'news', personId: 'leah', hub: other }), leah, own)).toBe(false);
		for (const what of ['thread', 'task', 'case', 'lock', 'outbox'] as const)
			expect(concerns(note({ what, personId: 'leah', caseId: 'c1' }), leah, own)).toBe(false);
	});

	it('a worker hears of the list, the inbox and the case they look at, of their hub, and not of their own doing', () => {
		expect(concerns(note({ what: 'task' }), jo, { of: 'due' })).toBe(true);
		expect(concerns(note({ what: 'thread' }), jo, { of: 'due' })).toBe(false);
		expect(concerns(note({ what: 'thread' }), jo, { of: 'messages' })).toBe(true);
		expect(concerns(note({ what: 'lock', caseId: 'c1' }), jo, { of: 'case', id: 'c1' })).toBe(true);
		expect(concerns(note({ what: 'lock', caseId: 'c2' }), jo, { of: 'case', id: 'c1' })).toBe(false);
		expect(concerns(note({ what: 'task', by: 'jo' }), jo, { of: 'due' })).toBe(false);
		expect(concerns(note({ what: 'task', hub: other }), jo, { of: 'due' })).toBe(false);
		expect(concerns(note({ what: 'news', personId: 'leah' }), jo, { of: 'due' })).toBe(false);
	});
});
