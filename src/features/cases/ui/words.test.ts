import { describe, expect, it } from 'vitest';
import clocks from '#locales/en/clocks.json' with { type: 'json' };
import my from '#locales/en/my.json' with { type: 'json' };
import rights from '#locales/en/rights.json' with { type: 'json' };
import stages from '#locales/en/stages.json' with { type: 'json' };
import updates from '#locales/en/updates.json' with { type: 'json' };

/** The left column of P23, and what DESIGN §9 never says to a person. */
const never = [
	/track my crime/i,
	/self-refer|referr/i,
	/consent|withdraw/i,
	/adjustment|preference/i,
	/assessment|\bneeds\b/i,
	/enhanced/i,
	/\bmissed\b|breach/i,
	/\bclosed\b|\bNFA\b|\bfiled\b/i,
	/does not support|evidential/i,
	/declined|out of scope/i,
	/case number/i,
	/\balleged|\bjust\b|\bsimply\b|!/i
];
/** Names of things, which nobody can rename: the Code, its statement, its officer, its scheme. */
const names = /Victims[’'] (Code|Right to Review)|Victim (Personal Statement|Liaison Officer|Contact Scheme)/g;

// The Code's own titles of the rights stand as the Code says them; the console's words are not the person's.
const isForPerson = (key: string) => !/^rights\.\d+\.title$|^clocks\.console\./.test(key);
const said = Object.entries({ ...clocks, ...my, ...rights, ...stages, ...updates }).filter(([key]) => isForPerson(key));
const lines = (pattern: RegExp) => said.filter(([, text]) => pattern.test(text.replaceAll(names, ''))).map(([key]) => key);

describe('P23: words that never reach a person', () => {
	it.each(never.map((pattern) => [pattern.source, pattern] as const))('%s', (_, pattern) => {
		expect(lines(pattern)).toEqual([]);
	});

	it('"victim" is only in names; "offender" only after a conviction', () => {
		expect(lines(/victim/i)).toEqual([]);
		expect(lines(/offender/i).filter((key) => !/^stages\.event\.(offender|vcs)_/.test(key))).toEqual([]);
	});
});
