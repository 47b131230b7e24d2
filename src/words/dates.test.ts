import { describe, expect, it } from 'vitest';
import words from '#locales/en/clocks.json' with { type: 'json' };
import { dayOf, instantOf, monthOf, occurredOf, timeOf, wallTimeOf, weekdayOf } from './dates.ts';
import type { Translate } from './words.ts';

const sentences: Record<string, string> = words;
const t: Translate = (key, values = {}) => (sentences[key] ?? key).replace(/{{(\w+)}}/g, (_, name: string) => String(values[name] ?? ''));
const court = new Date('2026-06-02T09:30:00Z');

describe('court dates (DESIGN §3: the harm is a missed court date)', () => {
	it.each([
		['en', '2 June 2026', 'Tuesday, 2 June 2026', '10:30 am'],
		['cy', '2 Mehefin 2026', 'Dydd Mawrth, 2 Mehefin 2026', '10:30'],
		['ar', '2 يونيو 2026', 'الثلاثاء، 2 يونيو 2026', '10:30 ص'],
		['fa', '2 ژوئن 2026', 'سه‌شنبه 2 ژوئن 2026', '10:30'],
		['bn', '2 জুন, 2026', 'মঙ্গলবার, 2 জুন, 2026', '10:30 AM']
	])('are pinned in %s', (lang, day, weekday, time) => {
		expect([dayOf(lang, '2026-06-02'), weekdayOf(lang, '2026-06-02'), timeOf(lang, court)]).toEqual([day, weekday, time]);
	});

	it.each([
		'en',
		'cy',
		'ar',
		'ar-SA',
		'fa',
		'fa-AF',
		'ps',
		'ckb',
		'bn',
		'ur',
		'pa-Arab',
		'ne',
		'th',
		'my',
		'am',
		'ja-u-ca-japanese',
		'zh-Hant',
		'pl'
	])('keep year, day and time in the common calendar and digits in %s', (lang) => {
		const text = instantOf(lang, court);
		expect(text).toMatch(/2026/);
		expect(text).toMatch(/10:30/);
		expect(text.replace(/[0-9]/g, '')).not.toMatch(/\p{Nd}/u);
		expect(dayOf(lang, '2026-06-02')).toMatch(/(^|\D)2(\D|$)/);
	});

	it('shows what the clocks in London show, summer and winter, wherever the server stands', () => {
		expect(timeOf('en', new Date('2026-03-29T00:59:00Z'))).toBe('12:59 am');
		expect(timeOf('en', new Date('2026-03-29T01:00:00Z'))).toBe('2:00 am');
		expect(instantOf('en', new Date('2026-10-25T23:30:00Z'))).toBe('25 October 2026 at 11:30 pm');
		expect(instantOf('cy', new Date('2026-06-01T23:30:00Z'))).toBe('2 Mehefin 2026 am 0:30');
	});

	it('writes a time an agency gave as it is', () => {
		expect(wallTimeOf('en', '14:00')).toBe('2:00 pm');
		expect(wallTimeOf('cy', '14:00')).toBe('14:00');
	});

	it('refuses what is no day', () => {
		expect(() => dayOf('en', 'soon')).toThrow(RangeError);
	});
});

describe('when something happened', () => {
	it('says it as exactly as we were told and no more', () => {
		expect(occurredOf('en', { kind: 'day', on: '2026-06-02' }, t)).toBe('2 June 2026');
		expect(occurredOf('en', { kind: 'month', month: '2026-06' }, t)).toBe('In June 2026');
		expect(occurredOf('en', { kind: 'week', from: '2026-06-01' }, t)).toBe('Week starting 1 June 2026');
		expect(occurredOf('en', { kind: 'range', from: '2026-06-01', to: '2026-06-03' }, t)).toBe('Between 1 June 2026 and 3 June 2026');
		expect(occurredOf('en', { kind: 'unknown' }, t)).toBe('Day not told');
		expect(monthOf('cy', '2026-06')).toBe('Mehefin 2026');
	});
});
