import { bytes, id as placeholder, now, type Statement } from '../sql/recorder.ts';
import type { Owner, Rows } from './rows.ts';

/** A column compared with what the app gave: `"t"."c" = $1`, `in ($1, $2)`, `= any($1::uuid[])`, a list that comes as one text, or who asks. */
const compared =
	/"(\w+)"\."(\w+)" (?:= any\(\$\d+(?:::\w+\[\])?\)|= \$\d+|= app_actor\(\)|in \(\$\d+(?:, \$\d+)*\)|in \(select decode\(r, 'hex'\) from unnest\(string_to_array\(\$\d+, chr\(10\), ''\)\) r\))/g;
/** A column that says whose a row is, or which one. */
const naming = /^(id|subject|key|chain|slug|row_key)$|_(id|by|index|hash|key|slug)$/;

/** The same statement as if the app had forgotten whose rows it wants: every condition on a hub, an owner or one row is true, and no list ends. */
export function stripped(text: string): string {
	return text.replace(compared, (all, _table: string, column: string) => (naming.test(column) ? 'true' : all)).replace(/ limit \$\d+/g, '');
}

/** With its conditions on whose rows it wants, and without those on times and states. */
export const loosened = (text: string): string =>
	text
		.replace(/ limit \$\d+/g, '')
		.replace(/ order by .*$/s, '')
		.replace(/"\w+"\."\w+" (?:(?:<>|<=|>=|<|>) \$\d+|is (?:not )?null)/g, 'true');

/** Without any condition at all on a column of a row: also those on times and states. */
export const bared = (text: string): string => loosened(stripped(text)).replace(compared, 'true');

/** How many conditions {@link stripped} takes out. */
export const ownerConditions = (text: string): number =>
	[...text.matchAll(compared)].filter(([, , column]) => naming.test(column ?? '')).length;

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function literal(value: unknown): string {
	if (value === null || value === undefined) return 'null';
	if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
	if (value instanceof Date) return quoted(value.toISOString());
	if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'::bytea`;
	if (Array.isArray(value)) return quoted(`{${value.join(',')}}`);
	return quoted(typeof value === 'string' ? value : JSON.stringify(value));
}

const isPlaceholder = (value: unknown): boolean =>
	value === placeholder ||
	value === now ||
	(Buffer.isBuffer(value) && value.equals(bytes)) ||
	(Array.isArray(value) && value.every(isPlaceholder));

/** Puts the values in: where the call of `tests/sql` only has a stand-in, that of the owner's own row. */
export function boundTo({ sql, params }: Statement, rows: Rows, owner: Owner): string {
	const values = params.map(literal);
	for (const [condition, table, column] of sql.matchAll(compared))
		for (const [, number] of condition.matchAll(/\$(\d+)/g)) {
			const at = Number(number) - 1;
			const own = rows.get(table ?? '')?.[owner]?.[column ?? ''];
			if (!own || own === 'null' || !isPlaceholder(params[at])) continue;
			values[at] = Array.isArray(params[at]) ? quoted(`{${own.replaceAll("'", '')}}`) : own;
		}
	return sql.replace(/\$(\d+)/g, (_, number: string) => values[Number(number) - 1] ?? 'null');
}
