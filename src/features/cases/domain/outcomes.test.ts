import { describe, expect, it } from 'vitest';
import { kindOfCode, outcomeCodes, outcomeOf, resultOf } from './outcomes.ts';
import { anEvent } from './track-sample.ts';

const current: [string, string, string][] = [
	['awaiting-court-result', 'Awaiting court outcome', 'awaiting_court'],
	['court-result-unavailable', 'Court result unavailable', 'result_not_received'],
	['unable-to-proceed', 'Court case unable to proceed', 'charges_dropped'],
	['local-resolution', 'Local resolution', 'out_of_court'],
	['no-further-action', 'Investigation complete; no suspect identified', 'closed_no_suspect'],
	['deprived-of-property', 'Offender deprived of property', 'sentence'],
	['fined', 'Offender fined', 'sentence'],
	['absolute-discharge', 'Offender given absolute discharge', 'sentence'],
	['cautioned', 'Offender given a caution', 'out_of_court'],
	['drugs-possession-warning', 'Offender given a drugs possession warning', 'out_of_court'],
	['penalty-notice-issued', 'Offender given a penalty notice', 'out_of_court'],
	['community-penalty', 'Offender given community sentence', 'sentence'],
	['conditional-discharge', 'Offender given conditional discharge', 'sentence'],
	['suspended-sentence', 'Offender given suspended prison sentence', 'sentence'],
	['imprisoned', 'Offender sent to prison', 'sentence'],
	['other-court-disposal', 'Offender otherwise dealt with', 'sentence'],
	['compensation', 'Offender ordered to pay compensation', 'sentence'],
	['sentenced-in-another-case', 'Suspect charged as part of another case', 'charged'],
	['charged', 'Suspect charged', 'charged'],
	['not-guilty', 'Defendant found not guilty', 'verdict'],
	['sent-to-crown-court', 'Defendant sent to Crown Court', 'sent_to_crown'],
	['unable-to-prosecute', 'Unable to prosecute suspect', 'not_charged'],
	['formal-action-not-in-public-interest', 'Formal action is not in the public interest', 'not_charged'],
	['action-taken-by-another-organisation', 'Action to be taken by another organisation', 'passed_to_other_body'],
	['further-investigation-not-in-public-interest', 'Further investigation is not in the public interest', 'closed_other'],
	['further-action-not-in-public-interest', 'Further action is not in the public interest', 'closed_other'],
	['under-investigation', 'Under investigation', 'under_investigation'],
	['status-update-unavailable', 'Status update unavailable', 'status_not_received']
];
const old: [string, string, string][] = [
	['No further action at this time', 'no-further-action', 'closed_no_suspect'],
	['Suspect found not guilty', 'not-guilty', 'verdict'],
	['Offender imprisoned', 'imprisoned', 'sentence'],
	['Offender given community penalty', 'community-penalty', 'sentence'],
	['Offender required to pay compensation', 'compensation', 'sentence'],
	['Offender sentenced as part of another case', 'sentenced-in-another-case', 'sentence'],
	['Suspect sent to Crown Court', 'sent-to-crown-court', 'sent_to_crown'],
	['Offender given penalty notice', 'penalty-notice-issued', 'out_of_court']
];

describe('police outcomes (domain/2-stages §2.1)', () => {
	it('has all 28 and no more', () => expect([...outcomeCodes].sort()).toEqual(current.map(([code]) => code).sort()));
	it.each(current)('knows %s by its name today', (code, name, kind) => {
		expect(outcomeOf(name)).toEqual({ code, kind });
		expect(kindOfCode(code)).toBe(kind);
	});
	it.each(old)('knows "%s" of 2013', (name, code, kind) => expect(outcomeOf(name)).toEqual({ code, kind }));
	it('does not mind spaces and capitals', () => expect(outcomeOf('  suspect  CHARGED ')?.code).toBe('charged'));
	it.each(['', '  ', 'Evidential difficulties (victim does not support action)', 'Suspect', 'charged', 'constructor', '__proto__'])(
		'guesses nothing from "%s"',
		(name) => expect(outcomeOf(name)).toBeNull()
	);
	it('knows no kind for a code that is not one', () => expect([kindOfCode('toString'), kindOfCode(undefined)]).toEqual([null, null]));
	it('reads "found not guilty" as a result', () => {
		expect(resultOf(anEvent({ kind: 'verdict', detail: { outcome: 'not-guilty' } }))).toBe('not_guilty');
		expect(resultOf(anEvent({ kind: 'verdict' }))).toBeNull();
	});
});
