import type { Table } from './catalogue.ts';
import { columnsOfMatrix, verbs, type Cell, type Rights } from './matrix.ts';

const letters = { select: 's', insert: 'i', update: 'u', delete: 'd' } as const;
const short = (role: string) => role.replace('waymark_', '');
const wide = 16;

/** What one may do as four letters; a point where there is no such row. */
const drawn = (cell: Cell | undefined): string => (cell ? verbs.map((verb) => (cell.may[verb] ? letters[verb] : '-')).join('') : '.');

/** The lines that say where a right ends at a column. */
function onlyLines(table: Table, role: string, rights: Rights, cells: readonly Cell[]): string[] {
	return (['select', 'insert', 'update'] as const).flatMap((verb) => {
		const names = rights(role, table.name, verb);
		if (!cells.some(({ may }) => may[verb]) || table.columns.every(({ name }) => names.includes(name))) return [];
		return [`      ${short(role)} may ${verb} only: ${names.join(', ')}`];
	});
}

/** The whole matrix as a reviewer reads it: a block for each table, a line for each role that can do anything. */
export function drawnMatrix(tables: readonly Table[], cells: readonly Cell[], rights: Rights): string {
	const head = `${''.padEnd(wide)}${columnsOfMatrix.map((whose) => whose.padEnd(wide)).join('')}`.trimEnd();
	const blocks = tables.map((table) => {
		const of = cells.filter((cell) => cell.table === table.name);
		const roles = [...new Set(of.map(({ role }) => role))];
		const may = roles.filter((role) => of.some((cell) => cell.role === role && verbs.some((verb) => cell.may[verb])));
		const lines = may.flatMap((role) => {
			const row = columnsOfMatrix.map((whose) => drawn(of.find((cell) => cell.role === role && cell.whose === whose)).padEnd(wide));
			return [
				`${`  ${short(role)}`.padEnd(wide)}${row.join('')}`.trimEnd(),
				...onlyLines(
					table,
					role,
					rights,
					of.filter((cell) => cell.role === role)
				)
			];
		});
		const none = roles.filter((role) => !may.includes(role)).map(short);
		return [`${table.name}`, ...lines, ...(none.length ? [`  nothing: ${none.join(', ')}`] : [])].join('\n');
	});
	return `${intro}\n\n${head}\n\n${blocks.join('\n\n')}\n`;
}

const intro = `Who reaches which rows of which table: s(elect) i(nsert) u(pdate) d(elete), each tried on a database with two hubs and three persons in one of them.
"own": the row of the actor, or of the actor's hub. "same case": of another person who takes part in that case. "nobody set": the role without app.hub
and app.actor. A point: there is no such row. Made by tests/roles/matrix.test.ts; what may never be true whatever stands here is said in code there.`;
