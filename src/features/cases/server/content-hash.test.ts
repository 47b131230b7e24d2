import { expect, it } from 'vitest';
import { contentHashOf } from './content-hash.ts';

const said = {
	kind: 'hearing_listed',
	source: 'court',
	agencyId: null,
	charge: null,
	occurredKind: 'day',
	occurredFrom: '2026-06-02',
	occurredTo: null,
	asOf: 'happened',
	supersedes: null,
	detail: { hearing: { when: { kind: 'day', on: '2026-07-01' }, court: 'Hull' } }
} as const;

it('R-07 the same said twice has one hash, in whatever order the database hands its parts back', () => {
	const turned = { detail: { hearing: { court: 'Hull', when: { on: '2026-07-01', kind: 'day' } } } };
	expect(contentHashOf({ ...said, ...turned })).toBe(contentHashOf(said));
	expect(contentHashOf({ ...said, agencyId: undefined, detail: { ...said.detail, result: undefined } })).toBe(contentHashOf(said));
});

it.each([
	{ source: 'police' },
	{ occurredFrom: '2026-06-03' },
	{ charge: 'A' },
	{ supersedes: '1' },
	{ detail: { hearing: { when: { kind: 'day', on: '2026-07-02' } } } }
])('differs with %j', (other) => {
	expect(contentHashOf({ ...said, ...other } as typeof said)).not.toBe(contentHashOf(said));
});
