import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import words from '#locales/en/clocks.json' with { type: 'json' };
import type { CodeCase } from './clock-code.ts';
import { clocksOf } from './clocks.ts';
import { eventKinds, sources, type CaseEvent } from './event.ts';

const burglary: CodeCase = { kind: 'crime', reported: true, role: 'victim', offence: 'not_said', enhancedReasons: [] };
const sooner: CodeCase = { ...burglary, enhancedReasons: ['domestic_abuse'] };
const event = (kind: CaseEvent['kind'], on: string, more: Partial<CaseEvent> = {}): CaseEvent => ({
	id: `${kind}-${on}`,
	kind,
	source: 'police',
	sourceName: 'Humberside Police',
	charge: null,
	occurred: { kind: 'day', on },
	asOf: 'happened',
	receivedAt: `${on}T12:00:00Z`,
	publishedAt: null,
	supersedes: null,
	contentHash: `hash ${kind} ${on}`,
	detail: {},
	tellings: [],
	...more
});
const noon = (day: string) => new Date(`${day}T11:00:00Z`);

describe('laws of the clocks', () => {
	const someEvent = fc
		.record({
			kind: fc.constantFrom(...eventKinds),
			source: fc.constantFrom(...sources),
			day: fc.integer({ min: 1, max: 28 }),
			charge: fc.constantFrom(null, 'A', 'B')
		})
		.map(({ kind, source, day, charge }) =>
			event(kind, `2026-05-${String(day).padStart(2, '0')}`, {
				source,
				charge,
				id: `${kind} ${source} ${day} ${charge}`,
				contentHash: `${kind} ${source} ${day} ${charge}`
			})
		);
	const someEvents = fc.array(someEvent, { maxLength: 12 });

	it('R-08: any order, and any event twice, gives the same clocks', () => {
		fc.assert(
			fc.property(someEvents, fc.nat(), (events, seed) => {
				const turned = [...events.slice(seed % (events.length + 1)), ...events.slice(0, seed % (events.length + 1))].reverse();
				const now = noon('2026-06-20');
				expect(clocksOf(burglary, [...turned, ...events.slice(0, 2)], [], null, now)).toEqual(clocksOf(burglary, events, [], null, now));
			})
		);
	});

	it('P3: nothing is late and nobody accused where nothing is recorded; enhanced is never later', () => {
		fc.assert(
			fc.property(someEvents, (events) => {
				const [plain, fast] = [burglary, sooner].map((matter) => clocksOf(matter, events, [], null, noon('2026-08-20')));
				for (const clock of plain ?? []) {
					expect(clock.state).not.toBe('late');
					expect(Object.keys(words)).toContain(clock.reasonKey);
					const same = fast?.find((other) => other.id === clock.id);
					expect((same?.workBy ?? '') <= (clock.workBy ?? '')).toBe(true);
				}
			})
		);
	});
});
