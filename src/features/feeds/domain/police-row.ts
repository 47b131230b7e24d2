/** The two files of data.police.uk that we read. Outcomes say what happened in a month; street says what was last known when the file was made. */
export type FileKind = 'outcomes' | 'street';

/** One row, as the police published it. `reference` is their crime id: it finds a case that holds it, and never says who anyone is (domain/2-stages §2.1). */
export type FeedRow = {
	kind: FileKind;
	/** 64 lower-case hex digits; null for rows without one, which are counted and never attached. */
	reference: string | null;
	/** YYYY-MM. An outcomes row happened in it; a street row's crime happened in it. */
	month: string;
	reportedBy: string;
	/** As written in the file, so that an unknown name can be kept; null where the police wrote none. */
	outcomeName: string | null;
	crimeType: string | null;
	asOf: 'happened' | 'last_known';
};

/** Why a row cannot be read: a key in `locales/<lang>/feeds.json`. */
export type RowFault =
	| 'feeds.row.columns'
	| 'feeds.row.month'
	| 'feeds.row.month_ahead'
	| 'feeds.row.reference'
	| 'feeds.row.no_outcome'
	| 'feeds.row.no_source'
	| 'feeds.row.nul'
	| 'feeds.row.control'
	| 'feeds.row.too_long'
	| 'feeds.row.quote'
	| 'feeds.row.encoding'
	| 'feeds.row.cut_short';

const place = ['Falls within', 'Longitude', 'Latitude', 'Location', 'LSOA code', 'LSOA name'];
const start = ['Crime ID', 'Month', 'Reported by', ...place];
const headers: Record<FileKind, readonly string[]> = {
	outcomes: [...start, 'Outcome type'],
	street: [...start, 'Crime type', 'Last outcome category', 'Context']
};

/** The longest cell that is still a cell: real ones stay under 100 characters. */
const LONGEST = 300;
/** data.police.uk begins with December 2010. */
const FIRST_MONTH = '2010-12';

/**
 * Says which of the two files a header belongs to, or null. Every name must stand in its place: a file that only looks alike could put an outcome
 * into the wrong column. The 2013 and the 2025 files have the same headers (issue 2, point 11).
 */
export function kindOfFile(header: readonly string[]): FileKind | null {
	const same = (names: readonly string[]) => names.length === header.length && names.every((name, at) => name === header[at]);
	if (same(headers.outcomes)) return 'outcomes';
	return same(headers.street) ? 'street' : null;
}

/**
 * Reads one row, or says why it cannot be read. `thisMonth` (YYYY-MM) refuses a month that has not begun: such a row would stand as the newest
 * news of a case. Without it only the form of the month is checked (R-18; issue 2, point 11).
 */
export function readRow(kind: FileKind, cells: readonly string[], thisMonth: string | null = null): { ok: FeedRow } | { fault: RowFault } {
	if (cells.length !== headers[kind].length) return { fault: 'feeds.row.columns' };
	const fault = cellFault(cells) ?? valueFault(kind, cells, thisMonth);
	if (fault) return { fault };
	const [id = '', month = '', reportedBy = ''] = cells;
	const street = kind === 'street';
	return {
		ok: {
			kind,
			reference: id === '' ? null : id.toLowerCase(),
			month,
			reportedBy,
			outcomeName: (street ? cells[10] : cells[9]) || null,
			crimeType: street ? cells[9] || null : null,
			asOf: street ? 'last_known' : 'happened'
		}
	};
}

function cellFault(cells: readonly string[]): RowFault | null {
	for (const cell of cells) {
		if (cell.length > LONGEST) return 'feeds.row.too_long';
		if (cell.includes('\0')) return 'feeds.row.nul';
		if (CONTROL.test(cell)) return 'feeds.row.control';
	}
	return null;
}

function valueFault(
	kind: FileKind,
	[id = '', month = '', reportedBy = '', ...rest]: readonly string[],
	thisMonth: string | null
): RowFault | null {
	if (id !== '' && !HEX_64.test(id)) return 'feeds.row.reference';
	if (!MONTH.test(month) || month < FIRST_MONTH) return 'feeds.row.month';
	if (thisMonth !== null && month > thisMonth) return 'feeds.row.month_ahead';
	if (reportedBy.trim() === '') return 'feeds.row.no_source';
	return kind === 'outcomes' && (rest.at(-1) ?? '').trim() === '' ? 'feeds.row.no_outcome' : null;
}

// Direction marks are refused with the controls: they can make one outcome look like another on the screen of the hub.
const CONTROL = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const HEX_64 = /^[0-9a-f]{64}$/i;
const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

/**
 * The one written form of a row, whatever quotes or line ends the file used. Its hash is the row's key, so the same row read twice is one event.
 * The kind is part of it: the same cells would not mean the same in the other file.
 */
export const canonicalRow = (kind: FileKind, cells: readonly string[]): string => JSON.stringify(['police-uk', kind, ...cells]);
