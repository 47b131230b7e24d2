import { settings } from './settings.ts';

let offset = 0;

/** Takes the database's time as the authority: called at start and hourly. */
export function setClock(databaseNow: Date): void {
	offset = databaseNow.getTime() - Date.now();
}

/** The one clock. `WAYMARK_NOW` fixes it in tests; `live` refuses that. */
export function clockNow(): Date {
	const fixed = settings().WAYMARK_NOW;
	return fixed ? new Date(fixed) : new Date(Date.now() + offset);
}
