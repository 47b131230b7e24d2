import type { RowFault } from './police-row.ts';

/** What an import did. Every row read is one of: new, duplicate, broken. Of the new ones some are attached, some wait, and some can do neither. */
export type Report = {
	/** Rows read, without the header and empty lines. */
	rows: number;
	/** Rows whose outcome name we know. */
	mapped: number;
	/** Outcome names we do not know, with how many rows carry each: the first 100 names. */
	unknown: Map<string, number>;
	unknownRows: number;
	duplicate: number;
	attached: number;
	waiting: number;
	/** Rows without an id: counted, never attached. */
	withoutId: number;
	/** Rows with an id in which the police wrote no outcome: there is nothing to tell. */
	withoutOutcome: number;
	brokenRows: number;
	/** The first 100 broken rows by line number, the header being line 1. */
	broken: { line: number; fault: RowFault }[];
};

const LISTED = 100;

/** A report of nothing read yet. */
export const emptyReport = (): Report => ({
	rows: 0,
	mapped: 0,
	unknown: new Map(),
	unknownRows: 0,
	duplicate: 0,
	attached: 0,
	waiting: 0,
	withoutId: 0,
	withoutOutcome: 0,
	brokenRows: 0,
	broken: []
});

/** Counts a broken row under its line number. */
export function countBroken(report: Report, line: number, fault: RowFault): void {
	report.brokenRows++;
	if (report.broken.length < LISTED) report.broken.push({ line, fault });
}

/** Counts a row that could be read, by what its outcome name says. */
export function countRead(report: Report, row: { reference: string | null; outcomeName: string | null }, isKnown: boolean): void {
	if (row.reference === null) report.withoutId++;
	else if (row.outcomeName === null) report.withoutOutcome++;
	if (row.outcomeName === null) return;
	if (isKnown) return void report.mapped++;
	report.unknownRows++;
	const before = report.unknown.get(row.outcomeName);
	if (before !== undefined || report.unknown.size < LISTED) report.unknown.set(row.outcomeName, (before ?? 0) + 1);
}
