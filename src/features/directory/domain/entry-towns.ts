import { fold } from './fold.ts';
import { towns, type Town } from './places.ts';

/** The town or district that a line of the form names, by its English or Welsh name or its code: one in these areas before any other of the same name. */
export function townNamed(line: string, areas: readonly string[]): Town | undefined {
	const wanted = fold(line);
	const found = towns.filter(({ code, name, cy }) => code === line || fold(name) === wanted || (cy !== undefined && fold(cy) === wanted));
	return found.find(({ area }) => areas.includes(area)) ?? found[0];
}
