import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import en from '#locales/en/notice.json' with { type: 'json' };
import { eventKinds } from '#features/cases/domain/event.ts';
import { mayReach } from '#features/contact/domain/may-reach.ts';
import { wayKinds, type Preference } from '#features/contact/domain/preference.ts';
import { langs } from '#shared/lang.ts';
import { decide, noticeKinds, noticeOfEvent, wordsOf } from './notice.ts';
import { countSms } from './sms.ts';
import { afterSent, mostRepeats, mostTries, waitAfter } from './tries.ts';

const rooms = import.meta.glob<Record<string, string>>('/locales/*/notice.json', { eager: true, import: 'default' });
/** Two parts are what a notice may cost unless a hub says otherwise (`NOTICE_PARTS`): a longer one becomes a worker's call. */
const dictionaries = langs.map((lang): [string, Record<string, string>, number] => [
	lang,
	rooms[`/locales/${lang}/notice.json`] ?? {},
	lang === 'en' || lang === 'cy' ? 1 : 2
]);
const kind = fc.constantFrom(...noticeKinds);
const preference: fc.Arbitrary<Preference> = fc.record({
	mayContact: fc.constantFrom('yes', 'yes', 'no_look_here', 'no_i_call', 'unasked'),
	ways: fc.array(
		fc.record({
			id: fc.string({ minLength: 1, maxLength: 2 }),
			kind: fc.constantFrom(...wayKinds),
			safe: fc.constantFrom('safe', 'unsafe', 'unknown'),
			paused: fc.boolean(),
			checked: fc.boolean()
		}),
		{ maxLength: 4 }
	),
	hours: fc.constantFrom(null, [{ days: [1, 2, 3], from: '10:00', to: '12:00' }], []),
	voicemail: fc.constantFrom('none', 'words'),
	sayWho: fc.boolean(),
	confirmedAt: fc.constantFrom(null, '2026-05-20T10:00:00Z', '2025-01-01T10:00:00Z'),
	changedSince: fc.boolean(),
	died: fc.boolean()
});
const instant = fc.date({ min: new Date('2026-05-20T10:00:00Z'), max: new Date('2026-07-20T10:00:00Z'), noInvalidDate: true });

describe('laws of notices', () => {
	it('S-20 nothing goes where the gate does not say go, and by no way but the one it named', () => {
		fc.assert(
			fc.property(preference, fc.constantFrom('ordinary' as const, 'raised' as const), kind, instant, (choices, risk, what, at) => {
				const verdict = mayReach(choices, risk, { kind: 'automatic' }, at);
				const decision = decide(verdict, what);
				const isGo = verdict.verdict === 'go' || verdict.verdict === 'go_with_words';
				expect(decision.do === 'send').toBe(isGo);
				if (decision.do !== 'send') return;
				const way = choices.ways.find(({ id, kind }) => id === decision.wayId && kind === decision.channel);
				expect(way).toMatchObject({ safe: 'safe', checked: true, paused: false });
				expect(choices).toMatchObject({ died: false, mayContact: 'yes', changedSince: false });
			}),
			{ numRuns: 1000 }
		);
	});

	it('T30 the words of a notice hold nothing but the name of the hub, and that only where she said so', () => {
		fc.assert(
			fc.property(kind, fc.boolean(), fc.string(), (what, sayWho, hub) => {
				const words = wordsOf(what, sayWho, hub);
				expect(words.values).toEqual(sayWho ? { hub } : null);
				for (const [, dictionary] of dictionaries) {
					const text = dictionary[words.key] ?? '';
					expect(text.length).toBeGreaterThan(5);
					expect(text.match(/\{\{\w+\}\}/g) ?? []).toEqual(sayWho ? ['{{hub}}'] : []);
				}
			})
		);
		const sent = Object.entries(en).filter(([key]) => key.startsWith('notice.text') || key === 'notice.subject');
		for (const [, text] of sent)
			expect(text).not.toMatch(/case|crime|court|police|victim|support|hearing|witness|http|www|waymark|appointment/i);
	});

	it.each(dictionaries)('the texts of %s stay inside the parts a hub pays for, with a long name of the hub', (_, dictionary, most) => {
		for (const [key, text] of Object.entries(dictionary))
			if (key.startsWith('notice.text.'))
				expect(countSms(text.replace('{{hub}}', 'Humber Care Team of the East Riding')).parts).toBeLessThanOrEqual(most);
	});

	it('P4 danger news and unspoken hard news make no notice, whatever else is in them', () => {
		for (const danger of ['released_on_bail', 'bail_changed', 'escaped', 'offender_released'] as const)
			for (const choice of ['call_first', 'read_here'] as const) expect(noticeOfEvent({ kind: danger, detail: {} }, choice)).toBeNull();
		expect(noticeOfEvent({ kind: 'not_charged', detail: {} }, 'call_first')).toBeNull();
		expect(noticeOfEvent({ kind: 'not_charged', detail: {} }, 'read_here')).toBe('ordinary');
		expect(noticeOfEvent({ kind: 'plea_hearing', detail: { bailConditions: 'yes' } }, 'read_here')).toBeNull();
		expect(eventKinds.filter((one) => noticeOfEvent({ kind: one, detail: {} }, 'call_first') === 'court_critical')).toEqual([
			'hearing_moved',
			'hearing_vacated'
		]);
	});

	it('P2 withheld: stale choices are asked about, what is critical for court is a call, somebody who died is left in peace', () => {
		const never = (reason: string) => ({ verdict: 'never', reasonKey: `reach.reason.${reason}` }) as const;
		const worker = (reason: string) => ({ verdict: 'worker_decides', reasonKey: `reach.reason.${reason}` }) as const;
		expect(decide(worker('stale'), 'ordinary')).toMatchObject({ task: 'still_right' });
		expect(decide(never('no_look_here'), 'ordinary')).toMatchObject({ do: 'withhold', task: null });
		expect(decide(never('unsafe'), 'court_critical')).toMatchObject({ task: 'notice_call' });
		expect(decide(never('died'), 'court_critical')).toMatchObject({ task: null });
	});

	it('R-06 waits longer each time, never over six hours, never all at once, and gives up', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: mostTries - 1 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, random) => {
				const wait = waitAfter(tries, random) ?? 0;
				const full = Math.min(6 * 3_600_000, 30_000 * 2 ** (tries - 1));
				expect(wait).toBeGreaterThanOrEqual(full / 2);
				expect(wait).toBeLessThanOrEqual(full);
			})
		);
		expect(waitAfter(mostTries, 0.5)).toBeNull();
		expect(waitAfter(3, 0.1)).not.toBe(waitAfter(3, 0.9));
	});

	it('P22 repeats what is critical for court twice, then a worker calls', () => {
		expect([0, 1, 2].map((repeat) => afterSent('court_critical', repeat))).toEqual(['repeat', 'repeat', 'call']);
		expect(afterSent('ordinary', 0)).toBe('nothing');
		expect(mostRepeats).toBe(2);
	});
});

describe('how many text messages a text is', () => {
	it.each([
		['', 'gsm7', 0],
		['a'.repeat(160), 'gsm7', 1],
		['a'.repeat(161), 'gsm7', 2],
		['a'.repeat(306), 'gsm7', 2],
		['a'.repeat(307), 'gsm7', 3],
		['€'.repeat(80), 'gsm7', 1],
		['€'.repeat(81), 'gsm7', 2],
		// A sign of two units does not go over the edge: 76 of them to a message of 153.
		['€'.repeat(153), 'gsm7', 3],
		['ŵ'.repeat(70), 'ucs2', 1],
		['ŷ' + 'a'.repeat(70), 'ucs2', 2],
		['ت'.repeat(135), 'ucs2', 3],
		['😀'.repeat(35), 'ucs2', 1],
		['😀'.repeat(67), 'ucs2', 3]
	] as const)('%#: counted by its alphabet', (text, alphabet, parts) => {
		expect(countSms(text)).toMatchObject({ alphabet, parts });
	});
});
