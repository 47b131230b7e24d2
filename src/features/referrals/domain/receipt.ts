import type { Day } from '#shared/london.ts';
import type { Field, Giver } from './consent.ts';

/** What a receipt is made of, as it stands on record. */
export type Given = {
	consentId: string;
	agency: string;
	need: string | null;
	fields: readonly string[];
	givenBy: Giver | null;
	givenAt: Date | null;
	endsOn: Day | null;
	endedAt: Date | null;
	endedAs: string | null;
	wording: number;
	lang: string;
};

/** A consent receipt with the fields of ISO/IEC TS 27560: a page to print, and JSON in the person's own file (P16). */
export type Receipt = {
	record: { schema: 'ISO/IEC TS 27560'; id: string };
	controller: string;
	recipient: string;
	purpose: string | null;
	categories: readonly Field[];
	legalBasis: 'permission to share';
	notice: { version: number; language: string };
	events: { what: 'given' | 'ended'; at: string; by: string | null }[];
	until: Day | null;
};

/** Makes the receipt of `hub`, by its name. One that was never given has no event, so nobody can take it for a permission. */
export function receiptOf(given: Given, hub: string): Receipt {
	const { consentId, agency, need, fields, givenBy, givenAt, endsOn, endedAt, endedAs, wording, lang } = given;
	return {
		record: { schema: 'ISO/IEC TS 27560', id: consentId },
		controller: hub,
		recipient: agency,
		purpose: need,
		categories: fields as Field[],
		legalBasis: 'permission to share',
		notice: { version: wording, language: lang },
		events: [
			...(givenAt ? [{ what: 'given' as const, at: givenAt.toISOString(), by: givenBy }] : []),
			...(endedAt ? [{ what: 'ended' as const, at: endedAt.toISOString(), by: endedAs }] : [])
		],
		until: endsOn
	};
}
