import type { Crime } from './codes.ts';
import data from './help-lines.json' with { type: 'json' };

/**
 * A number for an emergency, or a national line, for England and Wales (P20). What it does and when it is open stand in the words: `helplines.<key>.does`,
 * `helplines.<key>.hours`.
 */
export type HelpLine = {
	key: string;
	kind: 'emergency' | 'national';
	name: string;
	/** What is dialled, digits only; null where there is no number, or none that we are sure of: a wrong number rings at a stranger's. */
	dial: string | null;
	/** Where a text message goes. */
	text?: string;
	url: string | null;
	crimes: Crime[];
	free: boolean;
	/** 'always', or the key of its hours. */
	hours: string;
	/** False: nobody has yet asked the line itself, and the page says "to be checked before use" beside it. */
	verified: boolean;
	/** The day it was last held against its source, `YYYY-MM-DD`; null until then. */
	checkedOn: string | null;
	/** Where a stored copy of a page of unknown age said the same number: a place to begin checking, not a check. */
	seenAt: string | null;
};

/** All lines, in the order in which they are shown: emergencies first. */
export const helpLines: readonly HelpLine[] = data as HelpLine[];

/** The national lines for what happened; all of them where nothing is named. */
export const linesFor = (crimes: readonly Crime[]): HelpLine[] =>
	helpLines.filter((line) => line.kind === 'national' && (!crimes.length || line.crimes.some((crime) => crimes.includes(crime))));

/** A number as it is read: in the groups that people say. */
export const dialled = ({ dial, text }: HelpLine): string => grouped(dial ?? text ?? '');

function grouped(digits: string): string {
	if (digits === '18001101') return '18001 101';
	if (digits.length < 7) return digits.length === 6 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits;
	if (digits.length === 8) return `${digits.slice(0, 4)} ${digits.slice(4)}`;
	if (digits.startsWith('020')) return `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`;
	if (digits.startsWith('07')) return `${digits.slice(0, 5)} ${digits.slice(5)}`;
	return `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}`;
}
