import type { Translate } from '#words/words.ts';
import type { Change } from '../domain/numbers.ts';
import type { Cell } from '../domain/small-cells.ts';
import type { NumbersForm } from '../schema.ts';

/** A number, or that it is hidden. */
export const cellIn = (cell: Cell, t: Translate): string => (cell === null ? t('numbers.cell.hidden') : String(cell));

/** How a mark changed between the start and later. */
export const changeIn = (change: Change, t: Translate): string =>
	change.asked === null
		? t('numbers.cell.hidden')
		: t('numbers.change', { start: change.start, later: change.later, asked: change.asked ?? '' });

type Names = { t: Translate; names: Readonly<Record<string, string>> };
/** What a row is about, in words: an agency's name, and an area's, is its own in every language. */
export function keyIn(key: string, by: NumbersForm['by'], { t, names }: Names): string {
	if (by === 'need') return t(`codes.need.${key}`);
	return names[key] || t(by === 'agency' ? 'numbers.agency.gone' : 'numbers.area.none');
}
