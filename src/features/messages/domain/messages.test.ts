import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimantOf, isIn, isLate, isUrgentTopic, topics } from './thread.ts';
import { cleanText, soundsLikeDanger, turnsDirection } from './text.ts';

const now = new Date('2026-06-22T10:00:00Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe('what a message is', () => {
	it('P8 what is new and what threatens goes to the top, and "not sure" does not', () => {
		expect(topics.filter(isUrgentTopic)).toEqual(['new', 'threatened']);
	});
	it('finds words of danger however they are written, and not inside other words', () => {
		for (const text of ['He said he will KILL me', 'I am not  safe.', 'Mae e’n BYGWTH fi', 'هو يُهَدِّدُنِي'])
			expect(soundsLikeDanger(text), text).toBe(true);
		for (const text of ['I improved my skills', 'When is the hearing?', 'Pryd mae’r gwrandawiad?', 'متى الجلسة؟'])
			expect(soundsLikeDanger(text), text).toBe(false);
	});
	it('knows the characters that turn a text round, and leaves right-to-left writing alone', () => {
		expect(turnsDirection('safe \u202eefas')).toBe(true);
		expect(turnsDirection('\u2066x\u2069')).toBe(true);
		expect(turnsDirection('متى الجلسة؟')).toBe(false);
	});
	it('cleaning twice is cleaning once, and keeps HTML as text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(cleanText(cleanText(text))).toBe(cleanText(text));
			})
		);
		expect(cleanText(' <b>x</b>\r\ny ')).toBe('<b>x</b>\ny');
		expect(cleanText(' \n\t ')).toBe('');
	});
});

describe('who answers, and by when', () => {
	it('a claim is over when its time is', () => {
		fc.assert(
			fc.property(fc.integer({ min: -60, max: 60 }), (minutes) => {
				expect(claimantOf({ claimedBy: 'jo', claimedUntil: at(minutes) }, now)).toBe(minutes > 0 ? 'jo' : null);
			})
		);
		expect(claimantOf({ claimedBy: null, claimedUntil: null }, now)).toBeNull();
	});
	it('T28 is late after the promised moment, and only while somebody waits', () => {
		expect(isLate({ state: 'open', dueAt: at(-1) }, now)).toBe(true);
		expect(isLate({ state: 'open', dueAt: at(0) }, now)).toBe(false);
		expect(isLate({ state: 'closed', dueAt: at(-1) }, now)).toBe(false);
		expect(isLate({ state: 'open', dueAt: null }, now)).toBe(false);
	});
	it('stands in the lists it belongs to', () => {
		const row = { workerId: null, state: 'open', dueAt: at(-1) };
		const whose = { mine: new Set(['sam', 'jo']), nobodys: new Set(['mia']) };
		expect((['all', 'mine', 'unassigned', 'late'] as const).filter((box) => isIn(box, row, whose, now))).toEqual([
			'all',
			'unassigned',
			'late'
		]);
		expect(isIn('mine', { ...row, workerId: 'jo' }, whose, now)).toBe(true);
		expect(isIn('mine', { ...row, workerId: 'helen' }, whose, now)).toBe(false);
		// Away and covered by nobody: it waits for whoever takes it, unless it is settled.
		expect(isIn('unassigned', { ...row, workerId: 'mia' }, whose, now)).toBe(true);
		expect(isIn('unassigned', { ...row, workerId: 'mia', state: 'closed' }, whose, now)).toBe(false);
	});
});
