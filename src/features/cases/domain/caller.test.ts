import fc from 'fast-check';
import { expect, it } from 'vitest';
import { callerProofs, callerQuestions, callFault, callWants } from './caller.ts';

const questions = fc.uniqueArray(fc.constantFrom(...callerQuestions));
const wants = fc.constantFrom(...callWants);

it('P9: whoever is not known gets nothing but a call back on a safe way, and help in danger', () => {
	fc.assert(
		fc.property(questions, wants, (asked, want) => {
			const isForAnybody = want === 'call_back' || want === 'danger';
			expect(callFault('no', asked.slice(0, 3), want)).toBe(isForAnybody ? null : 'not_sure');
		})
	);
});

it('P9: at most three questions, and one at least where they are the proof', () => {
	fc.assert(
		fc.property(fc.constantFrom(...callerProofs), questions, wants, (proof, asked, want) => {
			const fault = callFault(proof, asked, want);
			if (asked.length > 3) expect(fault).toBe('too_many');
			else if (proof === 'questions') expect(fault).toBe(asked.length ? null : 'none_asked');
		})
	);
});
