const clauses = [
	...['select distinct on', 'select', 'insert into', 'values', 'update', 'set', 'from', 'inner join', 'left join', 'where', 'and', 'group by'],
	...['order by', 'limit', 'on conflict', 'returning']
];
const startsClause = new RegExp(`^(?:${clauses.join('|')})\\b`);

/**
 * The text of a statement over several lines, so that a reviewer reads SQL: a line for each clause and each condition, those of a query inside another
 * further in. Only blanks change; text in quotes stays.
 */
export function readable(sql: string): string {
	const flat = sql.replace(/\s+/g, ' ').trim();
	// What stands in each open bracket: a query or conditions (broken into lines), or a list or an expression (left alone).
	const open: boolean[] = [true];
	let text = '';
	for (let at = 0; at < flat.length; at++) {
		const char = flat[at] ?? '';
		if (char === '"' || char === "'") {
			const end = flat.indexOf(char, at + 1);
			text += flat.slice(at, end + 1);
			at = end;
			continue;
		}
		if (char === '(') open.push(isBroken(flat.slice(0, at), flat.slice(at + 1), open));
		if (char === ')') open.pop();
		const breaks = char === ' ' && open.at(-1) && startsClause.test(flat.slice(at + 1)) && !/\b(?:delete|do)$/.test(text);
		text += breaks ? `\n${'\t'.repeat(open.filter(Boolean).length - 1)}` : char;
	}
	return text;
}

const isBroken = (before: string, inside: string, open: readonly boolean[]): boolean =>
	open.at(-1) === true && (inside.startsWith('select') || /(?:\bwhere |\bon |\()$/.test(before));
