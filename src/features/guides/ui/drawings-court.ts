import { bust, pale } from './drawing-parts.ts';

/** Drawings of the court and of the people in it. No faces, no badges. */
export const courtDrawings: Record<string, string> = {
	court: `<path ${pale} d="M6 24 32 8l26 16z"/><path d="M12 24v26M52 24v26M6 50h52M4 57h56M32 29v16M22 32h20"/><path d="m22 32-4 8h8zM42 32l-4 8h8zM27 45h10"/>`,
	door: `<path d="M16 57V7h32v50M7 57h50"/><path ${pale} d="m16 7 22 7v50l-22-7z"/><path d="M32 36v4"/>`,
	'waiting-room': `<circle cx="49" cy="13" r="8"/><path d="M49 8v5l4 2"/><circle cx="17" cy="13" r="6"/><path d="M17 23v17h13v16M17 29l10 5M9 26v31M9 46h16v11M38 30v27M38 46h18v11"/><path ${pale} d="M38 30h4v16h-4z"/>`,
	screen: `${bust(12, 22, 0.72)}${bust(52, 22, 0.72)}<path ${pale} d="m25 12 7 4 7-4v44l-7-4-7 4z"/><path d="M32 16v36"/>`,
	'live-link': `<rect x="6" y="13" width="52" height="36" rx="3"/><path d="M32 49v8M20 57h24"/><circle cx="32" cy="7" r="2"/><circle cx="32" cy="25" r="5.5"/><path ${pale} d="M22 46v-3a10 10 0 0 1 20 0v3z"/>`,
	judge: `<path ${pale} d="M21 30c-3 0-4-3-2-5-2-2-1-5 1-6 0-16 24-16 24 0 2 1 3 4 1 6 2 2 1 5-2 5z"/><circle cx="32" cy="21" r="7"/><path d="M16 43c0-7 5-11 11-12l5 5 5-5c6 1 11 5 11 12M32 36v7"/><path ${pale} d="M6 43h52v14H6z"/>`,
	magistrates: `${bust(13, 16, 0.72)}${bust(51, 16, 0.72)}${bust(32, 10, 0.85)}<path ${pale} d="M4 41h56v15H4z"/><path d="M4 47h56"/>`,
	lawyer: `<circle cx="25" cy="13" r="7"/><path ${pale} d="M9 57V40c0-9 5-14 12-14h8c6 0 11 3 12 8l-10 5v18z"/><path d="m20 26 5 6 5-6M25 32l-3 4 3 12 3-12z"/><rect x="35" y="42" width="24" height="15" rx="2"/><path d="M42 42v-4h10v4M35 48h24"/>`,
	usher: `<circle cx="22" cy="13" r="7"/><path ${pale} d="M6 57c0-14 2-32 11-32h10c9 0 11 18 11 32z"/><path d="M18 25v32M27 25v32M38 40l6-6"/><rect x="42" y="20" width="16" height="21" rx="2"/><path d="M46 27h8M46 33h8"/>`,
	security: `<path ${pale} d="M8 57V7h48v50h-8V15H16v42z"/><circle cx="32" cy="27" r="5"/><path d="M32 32v13M24 38h16M32 45l-5 12M32 45l5 12"/>`,
	statement: `<path d="M32 58H10V6h30l10 10v16M40 6v10h10M18 18h14M18 26h24M18 34h18M18 49c2-6 5-6 5 0s4 2 6-2"/><path ${pale} d="m36 57 2-8 15-14 6 6-15 14z"/>`,
	police: `<path ${pale} d="M5 46V36l9-2 7-12h22l9 12 7 3v9z"/><path d="M5 46h54M20 34h30M33 22v12"/><circle cx="17" cy="47" r="6"/><circle cx="47" cy="47" r="6"/><path d="M28 22v-5h8v5M32 12V8M23 14l-3-3M41 14l3-3"/>`
};
