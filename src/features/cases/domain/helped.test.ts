import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tickedOnly } from './helped.ts';
import type { Entry } from './track-view.ts';
import { track } from './track.ts';
import type { RightsNow } from './rights.ts';

const now = new Date('2026-06-02T10:00:00Z');
const empty = track([], now, { role: 'victim', hardNews: 'call_first' });
const rights = {
	version: '2021-04',
	inForceFrom: '2021-04-01',
	standing: 'all',
	reasonKey: 'rights.why',
	rights: []
} as unknown as RightsNow;
const line = { key: 'secret.news', values: {} };
const entries = fc.array(
	fc
		.constantFrom('shown', 'closed_line', 'withheld')
		.map((hidden) => ({ hidden, id: hidden, title: line, isNew: false }) as unknown as Entry)
);

it('P17, S-27: whatever is ticked, the view has that and no more, and never that some news is closed', () => {
	fc.assert(
		fc.property(fc.subarray(['updates', 'court', 'rights', 'numbers', '__proto__']), entries, (parts, timeline) => {
			const view = tickedOnly(parts, { ...empty, timeline }, rights);
			expect(Object.keys(view).sort()).toEqual(['court', 'rights', 'updates']);
			for (const [part, value] of Object.entries(view)) expect(value !== null, part).toBe(parts.includes(part));
			expect(JSON.stringify(view)).not.toMatch(/closed_line|withheld/);
		})
	);
});
