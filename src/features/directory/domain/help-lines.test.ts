import { describe, expect, it } from 'vitest';
import { crimes, isCrime } from './codes.ts';
import { dialled, helpLines, linesFor } from './help-lines.ts';
import en from '../../../../locales/en/helplines.json' with { type: 'json' };

const words: Record<string, string> = en;
const line = (key: string) => helpLines.find((each) => each.key === key)!;

describe('P20 emergency and national lines', () => {
	it('holds every way to the police, first, and each key once', () => {
		expect(helpLines.slice(0, 7).map(({ name, dial, text }) => dial ?? text ?? name)).toEqual([
			'999',
			'999',
			'18000',
			'999',
			'999 BSL',
			'101',
			'18001101'
		]);
		expect(new Set(helpLines.map(({ key }) => key)).size).toBe(helpLines.length);
		expect(words['helplines.silent.does']).toMatch(/press 55 .* does not tell the police where you are/);
		expect(words['helplines.text999.does']).toMatch(/only if you registered/);
	});
	it('says of each what it does and when, in words', () => {
		for (const { key, hours } of helpLines) {
			expect(words[`helplines.${key}.does`], key).toBeTruthy();
			expect(words[`helplines.${key}.hours`], key).toBeTruthy();
			expect(hours === 'always' || hours === `helplines.${key}.hours`, key).toBe(true);
		}
	});
	it('claims no day of checking for a line that nobody has checked', () => {
		for (const { key, verified, checkedOn } of helpLines) expect(checkedOn !== null, key).toBe(verified);
		expect(helpLines.filter(({ kind, verified }) => kind === 'emergency' && !verified)).toEqual([]);
	});
	it('has dialling digits only, a way to reach each, and https everywhere', () => {
		for (const { key, dial, text, url } of helpLines) {
			expect(dial ?? '999', key).toMatch(/^(\d{3}|18000|18001101|116123|0\d{7,10})$/);
			expect(text ?? '999', key).toMatch(/^\d{3,11}$/);
			expect(url, key).toMatch(/^https:\/\/[\w./-]+$/);
		}
	});
	it('P12 knows Report Fraud and not what was before it', () => {
		expect(line('report-fraud')).toMatchObject({ dial: '03001232040', crimes: ['fraud', 'online'] });
		expect(helpLines.some(({ name }) => /Action Fraud/.test(name))).toBe(false);
	});
	it('has a line for each thing that happens, and all where nothing is named', () => {
		for (const crime of crimes) expect(linesFor([crime]).length, crime).toBeGreaterThan(0);
		expect(helpLines.flatMap((each) => each.crimes).filter((crime) => !isCrime(crime))).toEqual([]);
		expect(linesFor([]).every(({ kind }) => kind === 'national')).toBe(true);
		expect(linesFor(['road']).map(({ key }) => key)).toEqual(['brake']);
	});
	it.each([
		['relay101', '18001 101'],
		['domestic-abuse', '0808 200 0247'],
		['childline', '0800 1111'],
		['samaritans', '116 123'],
		['paladin', '020 3866 4107'],
		['999', '999'],
		['shout', '85258'],
		['live-fear-free', '0808 801 0800']
	])('writes %s as %s', (key, said) => {
		expect(dialled(line(key))).toBe(said);
	});
});
