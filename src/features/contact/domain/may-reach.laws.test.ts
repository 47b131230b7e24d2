import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import words from '#locales/en/reach.json' with { type: 'json' };
import { londonDay, londonTime, weekdayOf, addDays } from '#shared/london.ts';
import { isWorkingDay } from '#shared/working-days.ts';
import { mayReach, type Verdict } from './may-reach.ts';
import { isStale, wayKinds, type Hours, type Preference, type Purpose, type Way } from './preference.ts';

const time = fc
	.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
	.map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const window = fc.record({
	days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 }),
	from: time,
	to: fc.oneof(time, fc.constant('24:00'))
});
const way: fc.Arbitrary<Way> = fc.record({
	id: fc.string({ minLength: 1, maxLength: 2 }),
	kind: fc.constantFrom(...wayKinds),
	safe: fc.constantFrom('safe', 'unsafe', 'unknown'),
	paused: fc.boolean(),
	checked: fc.boolean()
});
const when = (from: string, to: string) => fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true });
// Half of all instants fall on the two nights on which the clocks change.
const instant = fc.oneof(
	when('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z'),
	when('2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z'),
	when('2020-01-01T00:00:00Z', '2027-12-31T00:00:00Z'),
	when('2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z')
);
const preference: fc.Arbitrary<Preference> = fc.record({
	mayContact: fc.constantFrom('yes', 'yes', 'yes', 'no_look_here', 'no_i_call', 'unasked'),
	ways: fc.array(way, { maxLength: 5 }),
	hours: fc.option(fc.array(window, { maxLength: 3 })),
	voicemail: fc.constantFrom('none', 'words'),
	sayWho: fc.boolean(),
	confirmedAt: fc.option(when('2025-10-01T00:00:00Z', '2026-12-31T00:00:00Z').map((at) => at.toISOString())),
	changedSince: fc.boolean(),
	died: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })
});
const purpose: fc.Arbitrary<Purpose> = fc.record(
	{ kind: fc.constantFrom('automatic', 'worker', 'danger', 'agreed'), way: fc.constantFrom(...wayKinds) },
	{ requiredKeys: ['kind'] }
);
const risk = fc.constantFrom('ordinary' as const, 'raised' as const);

const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
/** Written apart from the code under test: minute by minute, on the wall clock. */
function isInside(hours: readonly Hours[], at: Date): boolean {
	const { hour, minute } = londonTime(at);
	const now = hour * 60 + minute;
	const [today, before] = [weekdayOf(londonDay(at)), weekdayOf(addDays(londonDay(at), -1))];
	return hours.some(({ days, from, to }) => {
		const [start, end] = [minutes(from), minutes(to)];
		const sameDay = days.includes(today) && now >= start && (start <= end ? now < end : true);
		return sameDay || (start > end && days.includes(before) && now < end);
	});
}
const nineToFive = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];
const inTheirHours = (choices: Preference, at: Date) =>
	choices.hours ? isInside(choices.hours, at) : isInside(nineToFive, at) && isWorkingDay(londonDay(at));
const isGo = (verdict: Verdict) => verdict.verdict === 'go' || verdict.verdict === 'go_with_words';

type Asked = { choices: Preference; at: Date; why: Purpose; danger: 'ordinary' | 'raised'; verdict: Verdict };
const law = (check: (asked: Asked) => void) =>
	fc.assert(
		fc.property(preference, risk, purpose, instant, (choices, danger, why, at) => {
			check({ choices, at, why, danger, verdict: mayReach(choices, danger, why, at) });
		}),
		{ numRuns: 1500 }
	);

describe('laws of the gate, over all choices and instants, clock changes included (S-20, P2)', () => {
	it('a second worker’s yes opens only what the hour alone shuts, over a safe phone, and changes no other answer (P2)', () => {
		law(({ choices, danger, why, at }) => {
			const ask = (kind: 'worker' | 'agreed') => mayReach(choices, danger, { ...why, kind }, at);
			const [alone, agreed] = [ask('worker'), ask('agreed')];
			if (JSON.stringify(alone) === JSON.stringify(agreed)) return;
			// No hour at all is "ask me first": that stays.
			expect(alone).toMatchObject({ verdict: 'wait', reasonKey: 'reach.reason.outside_hours' });
			expect(isGo(agreed)).toBe(true);
			if ('way' in agreed) expect(agreed.way).toMatchObject({ kind: 'phone', safe: 'safe', paused: false, checked: true });
			expect(choices.mayContact).toBe('yes');
		});
	});
	it('never uses an unsafe or a paused way, nor another kind than asked for', () => {
		law(({ verdict, why }) => {
			if (!('way' in verdict)) return;
			expect(verdict.way.safe).not.toBe('unsafe');
			expect(verdict.way.paused).toBe(false);
			if (why.way) expect(verdict.way.kind).toBe(why.way);
		});
	});

	it('never goes by itself when stale, unasked, refused or over an unchecked way', () => {
		law(({ verdict, choices, danger, why, at }) => {
			if (why.kind !== 'automatic' || !(isGo(verdict) || verdict.verdict === 'wait')) return;
			expect(choices.mayContact).toBe('yes');
			expect(isStale(choices, danger, at)).toBe(false);
			expect(verdict.verdict).not.toBe('go_with_words');
			if ('way' in verdict) expect([verdict.way.safe, verdict.way.checked, verdict.way.kind !== 'phone']).toEqual(['safe', true, true]);
		});
	});

	it('never goes outside the hours, except danger news, or what two workers agreed, by voice over a safe way', () => {
		law(({ verdict, choices, why, at }) => {
			if (!('way' in verdict) || inTheirHours(choices, at)) return;
			expect(['danger', 'agreed']).toContain(why.kind);
			expect([verdict.way.kind, verdict.way.safe, verdict.way.checked, verdict.until]).toEqual(['phone', 'safe', true, null]);
		});
	});

	it('an unasked number: only by voice, in office hours, at ordinary risk, saying and leaving nothing', () => {
		law(({ verdict, choices, danger, at }) => {
			if (!('way' in verdict) || (choices.mayContact === 'yes' && verdict.way.safe === 'safe')) return;
			expect(verdict).toMatchObject({ verdict: 'go_with_words', wordsKey: 'reach.words.first_name_only', message: 'none', sayWho: false });
			expect([danger, verdict.way.kind]).toEqual(['ordinary', 'phone']);
			expect(isInside(nineToFive, at) && isWorkingDay(londonDay(at))).toBe(true);
		});
	});

	it('waits for the first safe moment: later than now, inside the hours, and none before it', () => {
		law(({ verdict, choices, at }) => {
			if (verdict.verdict !== 'wait') return;
			expect(verdict.until.getTime()).toBeGreaterThan(at.getTime());
			expect(inTheirHours(choices, verdict.until)).toBe(true);
			if (choices.mayContact !== 'yes' || verdict.reasonKey !== 'reach.reason.outside_hours') return;
			const quarter = 15 * 60_000;
			const from = Math.ceil((at.getTime() + 1) / quarter) * quarter;
			for (let ms = from; ms < verdict.until.getTime(); ms += quarter) expect(inTheirHours(choices, new Date(ms))).toBe(false);
		});
	});

	it('"until" ends a safe time: open up to its last minute', () => {
		law(({ verdict, choices, at }) => {
			if (!isGo(verdict) || !('way' in verdict) || verdict.until === null) return;
			expect(verdict.until.getTime()).toBeGreaterThan(at.getTime());
			for (let ms = at.getTime(); ms < verdict.until.getTime(); ms += 15 * 60_000) expect(inTheirHours(choices, new Date(ms))).toBe(true);
			expect(inTheirHours(choices, new Date(verdict.until.getTime() - 1))).toBe(true);
		});
	});

	it('never contacts who died, nor goes to who said no', () => {
		law(({ verdict, choices }) => {
			if (choices.died) expect(verdict.verdict).toBe('never');
			if (choices.mayContact.startsWith('no_')) expect(['never', 'worker_decides']).toContain(verdict.verdict);
		});
	});

	it('has words for every answer', () => {
		const keys = new Set(Object.keys(words));
		law(({ verdict }) => {
			if ('reasonKey' in verdict) expect(keys).toContain(verdict.reasonKey);
			if ('wordsKey' in verdict) expect(keys).toContain(verdict.wordsKey);
			if ('way' in verdict) expect(keys).toContain(`reach.verdict.${verdict.verdict}.${verdict.way.kind}${verdict.until ? '' : '_open'}`);
		});
	});
});
