import { describe, expect, it } from 'vitest';
import { onCallAt, overlaps, type Shift } from './on-call.ts';

const shift = (id: string, from: string, to: string, workerId = id): Shift => ({
	...{ id, workerId },
	...{ fromAt: new Date(`2026-06-02T${from}:00Z`), toAt: new Date(`2026-06-02T${to}:00Z`) }
});
const at = (time: string) => new Date(`2026-06-02T${time}:00Z`);
const roster = {
	absences: [{ workerId: 'away', fromOn: '2026-06-01', toOn: '2026-06-03', coverId: null }],
	teams: new Map(['jo', 'sam', 'away'].map((id) => [id, ['East']]))
};
const who = (shifts: Shift[], time: string) => onCallAt(shifts, roster, at(time), '2026-06-02')?.workerId ?? null;

describe('P4 who is on call', () => {
	it('from the first minute to before the last', () => {
		const one = [shift('jo', '17:00', '22:00')];
		expect(['16:59', '17:00', '21:59', '22:00'].map((time) => who(one, time))).toEqual([null, 'jo', 'jo', null]);
	});
	it('of two the one who began last, never who is away or has left', () => {
		expect(who([shift('jo', '17:00', '22:00'), shift('sam', '18:00', '20:00')], '19:00')).toBe('sam');
		expect(who([shift('jo', '17:00', '22:00'), shift('away', '18:00', '20:00')], '19:00')).toBe('jo');
		expect(who([shift('gone', '17:00', '22:00')], '19:00')).toBeNull();
	});
	it('one may begin where the other ends', () => {
		expect(overlaps(shift('jo', '17:00', '20:00'), shift('sam', '20:00', '22:00'))).toBe(false);
		expect(overlaps(shift('jo', '17:00', '20:00'), shift('sam', '19:59', '22:00'))).toBe(true);
	});
});
