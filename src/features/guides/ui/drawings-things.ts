import { pale } from './drawing-parts.ts';

/** Drawings of things and places. */
export const thingDrawings: Record<string, string> = {
	phone: `<rect ${pale} x="19" y="6" width="26" height="52" rx="5"/><path d="M19 14h26M19 48h26M31 53h2M12 24c-4 5-4 11 0 16M52 24c4 5 4 11 0 16"/>`,
	'text-message': `<path d="M34 12V10a4 4 0 0 0-4-4H12a4 4 0 0 0-4 4v44a4 4 0 0 0 4 4h18a4 4 0 0 0 4-4V42M18 53h6"/><path ${pale} d="M20 14h38v20H38l-8 8v-8H20z"/><path d="M28 21h22M28 27h14"/>`,
	letter: `<rect ${pale} x="6" y="14" width="52" height="36" rx="3"/><path d="m7 16 25 19 25-19M7 49l16-17M57 49 41 32"/>`,
	clock: `<circle ${pale} cx="32" cy="32" r="26"/><path d="M32 16v16l10 7M32 6v3M32 55v3M6 32h3M55 32h3"/>`,
	calendar: `<rect x="7" y="12" width="50" height="45" rx="4"/><path ${pale} d="M7 16a4 4 0 0 1 4-4h42a4 4 0 0 1 4 4v9H7z"/><path d="M20 6v11M44 6v11M16 34h4M30 34h4M44 34h4M16 46h4M30 46h4"/><circle cx="46" cy="46" r="5"/>`,
	bag: `<path ${pale} d="M12 22h40l5 35H7z"/><path d="M22 30V16a10 10 0 0 1 20 0v14"/>`,
	water: `<path d="M15 7h34l-5 50H20z"/><path ${pale} d="M17 25c5-4 10 4 15 0s10 4 15 0l-3 32H20z"/>`,
	food: `<circle ${pale} cx="32" cy="34" r="15"/><circle cx="32" cy="34" r="8"/><path d="M9 10v47M4 10v10c0 3 2 5 5 5s5-2 5-5V10M55 57V10c-4 3-6 12-5 23h5"/>`,
	bus: `<rect x="5" y="12" width="54" height="36" rx="5"/><path ${pale} d="M10 18h10v13H10zM24 18h10v13H24zM38 18h9v13h-9zM51 18h8v24h-8z"/><path d="M5 38h46M23 48h18"/><circle cx="17" cy="49" r="6"/><circle cx="47" cy="49" r="6"/>`,
	train: `<rect x="14" y="5" width="36" height="42" rx="8"/><path ${pale} d="M20 14h24v14H20z"/><path d="M22 37h3M39 37h3M27 9h10M20 47 10 59M44 47l10 12M15 53h34"/>`,
	money: `<path ${pale} d="M35 40H7a3 3 0 0 1-3-3V11a3 3 0 0 1 3-3h50a3 3 0 0 1 3 3v24"/><path d="M35 16c-2-4-10-3-10 2 0 5 2 7-1 11h11M22 23h10M11 13v1"/><circle cx="48" cy="47" r="10"/><circle cx="48" cy="47" r="4"/>`,
	receipt: `<path ${pale} d="M12 5h40v53l-7-5-6 5-7-5-7 5-6-5-7 5z"/><path d="M20 15h24M20 23h14M20 31h14M40 23h4M40 31h4M20 43h10"/><path d="M45 40c-1-3-6-2-6 1 0 3 1 4 0 6h7M37 44h5"/>`,
	glasses: `<circle ${pale} cx="17" cy="38" r="12"/><circle ${pale} cx="47" cy="38" r="12"/><path d="M29 36c2-3 4-3 6 0M5 36l6-20 5 2M59 36l-6-20-5 2"/>`,
	form: `<rect ${pale} x="11" y="5" width="42" height="54" rx="3"/><path d="M18 15h8v8h-8zM18 28h8v8h-8zM18 41h8v8h-8zM32 19h14M32 32h14M32 45h14M20 31l2 3 6-8"/>`,
	pen: `<path ${pale} d="m8 56 4-15L44 9l11 11-32 32z"/><path d="m38 15 11 11M12 41l11 11M8 56l5-1"/>`,
	chair: `<rect ${pale} x="18" y="6" width="28" height="24" rx="3"/><path ${pale} d="M14 36h36v8H14z"/><path d="M24 30v6M40 30v6M18 44v14M46 44v14"/>`,
	lock: `<rect ${pale} x="12" y="28" width="40" height="30" rx="4"/><path d="M20 28v-9a12 12 0 0 1 24 0v9M32 41v6"/><circle cx="32" cy="40" r="3"/>`,
	computer: `<rect ${pale} x="11" y="11" width="42" height="30" rx="3"/><path d="M4 50h56l-3 5H7z"/><path d="M11 41l-6 9M53 41l6 9M27 46h10"/>`,
	camera: `<rect ${pale} x="5" y="20" width="36" height="27" rx="4"/><path d="m41 30 17-9v25l-17-9z"/><circle cx="16" cy="13" r="6"/><circle cx="31" cy="13" r="6"/><circle cx="14" cy="29" r="1.5"/>`,
	map: `<path ${pale} d="M22 31h-8L4 57h56L50 31h-8L32 47z"/><path d="M32 47c-9-11-12-18-12-27a12 12 0 0 1 24 0c0 9-3 16-12 27zM9 46l10-3M45 43l10 6"/><circle cx="32" cy="20" r="4"/>`,
	house: `<path ${pale} d="M12 30v27h40V30"/><path d="M5 34 32 8l27 26M26 57V40h12v17M45 21v-9h6v14"/>`,
	book: `<path ${pale} d="M32 16C25 9 14 9 5 12v41c9-3 20-3 27 4 7-7 18-7 27-4V12c-9-3-20-3-27 4z"/><path d="M32 16v41M12 22c4-1 9 0 13 2M12 32c4-1 9 0 13 2M52 22c-4-1-9 0-13 2M52 32c-4-1-9 0-13 2"/>`,
	hospital: `<path ${pale} d="M17 57V7h30v50"/><path d="M17 26H6v31h52V26H47M26 57V46h12v11M27 15v18M37 15v18M27 24h10M11 35h1M11 45h1M52 35h1M52 45h1"/>`
};
