import { stringify } from 'csv-stringify/sync';
import { outcomes } from '#features/referrals/domain/referral.ts';
import type { Change, NumbersRow, UnmetRow } from '../domain/numbers.ts';
import type { Cell } from '../domain/small-cells.ts';

/** What stands where a number is hidden, or where there is none. */
const hidden = 'hidden';
const shown = (cell: Cell | undefined): number | string => cell ?? hidden;

/**
 * The numbers as a table for another program (T26). Every reason has a column of its own. A name that begins like a formula is disarmed: a spreadsheet would run it
 * (OWASP, CSV injection). `nameOf` gives the name of a key. @returns text with a mark of its encoding and lines as spreadsheets want them
 */
export function numbersCsv(rows: readonly NumbersRow[], nameOf: (key: string) => string): string {
	const reasons = [...new Set(rows.flatMap((row) => row.reasons.map(([code]) => code)))].sort();
	const head = [
		...['name', 'offered', 'referred', 'accepted', 'declined'],
		...reasons.map((code) => `declined_${code || 'no_reason'}`),
		...['first_contacts', 'median_hours', 'percent_within_24_hours'],
		...outcomes.flatMap((name) => [`${name}_asked_twice`, `${name}_start`, `${name}_close`]),
		...outcomes.flatMap((name) => [`${name}_reviewed`, `${name}_start_of_reviewed`, `${name}_review`])
	];
	return asCsv([head, ...rows.map((row) => lineOf(row, reasons, nameOf(row.key)))]);
}

function lineOf(row: NumbersRow, reasons: readonly string[], name: string): (string | number)[] {
	const byReason = new Map(row.reasons);
	const ofReason = (code: string) => (row.declined === null ? hidden : byReason.has(code) ? shown(byReason.get(code)) : 0);
	return [
		...[name, shown(row.offered), shown(row.referred), shown(row.accepted), shown(row.declined)],
		...reasons.map(ofReason),
		...[shown(row.contacted), row.medianHours ?? hidden, row.within24 ?? hidden],
		...outcomes.flatMap((outcome) => cellsOf(row.changes[outcome])),
		...outcomes.flatMap((outcome) => cellsOf(row.reviews[outcome]))
	];
}
const cellsOf = (change: Change): (string | number)[] =>
	change.asked === null ? [hidden, hidden, hidden] : [change.asked, change.start, change.later];

/** What people said they need and nobody took on, as the same kind of table (T47). */
export const unmetCsv = (rows: readonly UnmetRow[], nameOf: (key: string) => string): string =>
	asCsv([
		['need', 'said', 'taken_on', 'unmet'],
		...rows.map(({ need, said, met, unmet }) => [nameOf(need), shown(said), shown(met), shown(unmet)])
	]);

const asCsv = (lines: (string | number)[][]): string => stringify(lines, { escape_formulas: true, record_delimiter: 'windows', bom: true });
