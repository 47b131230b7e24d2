import { describe, expect, it } from 'vitest';
import glossary from '#locales/en/glossary.json' with { type: 'json' };
import words from '#locales/en/stages.json' with { type: 'json' };
import { eventKinds, sources, type EventDetail } from './event.ts';
import { outcomeCodes } from './outcomes.ts';
import { gapLine, gaps, hearingLine, headlineOf, nextOf, sentencesOf, termsIn } from './sentences.ts';
import { explained, glossaryTerms, kindTerms, variants } from './sentences-kinds.ts';
import { stages } from './stages.ts';
import { anEvent } from './track-sample.ts';

const known = new Set(Object.keys(words));
const results = ['guilty', 'not_guilty', 'no_verdict', 'no_evidence', 'left_on_file', 'allowed', 'refused', 'granted', 'reduced'] as const;
const details: EventDetail[] = [
	{},
	...results.map((result) => ({ result })),
	...[...outcomeCodes, 'made-up', 'victim does not support'].map((outcome) => ({ outcome })),
	{ bailConditions: 'yes' },
	{ bailConditions: 'no' },
	{ bailConditions: 'not_told' }
];
const english: Record<string, string> = words;
const titleOf = (...[kind, detail]: [(typeof eventKinds)[number], EventDetail?]) =>
	english[sentencesOf(anEvent({ kind, detail: detail ?? {} })).title.key];

describe('every sentence exists', () => {
	it.each(eventKinds)('%s, with any result or outcome', (kind) => {
		const keys = details.flatMap((detail) =>
			Object.values(sentencesOf(anEvent({ kind, detail }))).flatMap((line) => (line ? [line.key] : []))
		);
		expect(keys.filter((key) => !known.has(key))).toEqual([]);
	});
	it('stages, next steps, gaps, sources', () => {
		const keys = [...stages.flatMap((stage) => [headlineOf(stage).key, nextOf(stage).key]), ...gaps.map((gap) => gapLine(gap).key)];
		expect([...keys, ...sources.map((source) => `stages.source.${source}`)].filter((key) => !known.has(key))).toEqual([]);
	});
	it('no event sentence is written that nothing can say', () => {
		const said = Object.entries(variants).flatMap(([kind, list]) => list.map((variant) => `${kind}.${variant}`));
		const titles = [...eventKinds, ...said].map((name) => `stages.event.${name}.title`);
		const means = [...explained].map((name) => `stages.event.${name}.means`);
		expect(
			Object.keys(words)
				.filter((key) => key.startsWith('stages.event.'))
				.sort()
		).toEqual([...titles, ...means].sort());
	});
	it('each term has its words, a name and a meaning, and is used by some kind or stands beside it; the guides explain more', () => {
		const terms = [...new Set(Object.keys(glossary).map((key) => key.split('.')[1] ?? ''))];
		expect(Object.keys(glossary).sort()).toEqual(terms.flatMap((term) => [`glossary.${term}.term`, `glossary.${term}.means`]).sort());
		expect(glossaryTerms.filter((term) => !terms.includes(term))).toEqual([]);
		expect(new Set(Object.values(kindTerms).flat())).toEqual(new Set(glossaryTerms));
	});
});

describe('P23 and the tone rule', () => {
	const never =
		/victim|alleged|\bjust\b|simply|evidential|support action|does not support|offender|\bNFA\b|\bclosed\b|\bfiled\b|declined|\bneeds\b|assessment|consent|withdraw|enhanced|missed|breach|!/i;
	it.each(Object.entries({ ...words, ...glossary }))('%s: %s', (_, sentence) => {
		expect(sentence).not.toMatch(never);
		expect(Math.max(...sentence.split(/[.?]\s/).map((part) => part.split(' ').length))).toBeLessThanOrEqual(25);
	});
	it('an unknown outcome name never reaches the person', () => {
		const said = sentencesOf(
			anEvent({ kind: 'not_told_clearly', detail: { outcomeName: 'Evidential difficulties (victim does not support action)' } })
		);
		expect(JSON.stringify(said)).not.toMatch(/evidential|victim/i);
	});
	it('says what was said, and nothing else', () => {
		expect(titleOf('closed_other')).toBe('The police have stopped looking into this for now.');
		expect(titleOf('sentence', { outcome: 'fined' })).toBe('The court gave the person a fine.');
		expect(titleOf('verdict', { outcome: 'not-guilty' })).toBe('The person charged was found not guilty.');
		expect(titleOf('trial_ended', { result: 'no_verdict' })).toBe('The court could not reach a verdict.');
		expect(titleOf('sentence', { outcome: 'sentenced-in-another-case' })).not.toBe(
			titleOf('charged', { outcome: 'sentenced-in-another-case' })
		);
	});
});

describe('court dates', () => {
	it('carry day, time and place as far as they were said', () => {
		const when = { kind: 'day', on: '2026-07-14' } as const;
		expect(hearingLine({ when, time: '10:00', court: 'Hull Crown Court' })).toEqual({
			key: 'stages.hearing.date_time_court',
			values: { date: when, time: '10:00', court: 'Hull Crown Court' }
		});
		expect(hearingLine({ when })?.key).toBe('stages.hearing.date');
		expect(hearingLine({ when: { kind: 'unknown' } })).toBeNull();
	});
	it('a warned period has no clock time', () => {
		expect(hearingLine({ when: { kind: 'week', from: '2026-09-07' }, time: '10:00', court: 'Hull Crown Court' })?.key).toBe(
			'stages.hearing.date_court'
		);
	});
	it('every shape of hearing has its sentence', () => {
		const whens = [{ kind: 'day', on: '2026-07-14' }, { kind: 'unknown' }] as const;
		const lines = whens.flatMap((when) =>
			[undefined, '10:00'].flatMap((time) => [undefined, 'X'].map((court) => hearingLine({ when, time, court })))
		);
		expect(lines.filter((line) => line !== null && !known.has(line.key))).toEqual([]);
	});
});

it('terms come in the order of the glossary', () => expect(termsIn('file_with_cps')).toEqual(['cps']));
