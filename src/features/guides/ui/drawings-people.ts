import { bust, pale } from './drawing-parts.ts';

/** Drawings of people and of what they say and feel. No faces. */
export const peopleDrawings: Record<string, string> = {
	person: bust(32, 8, 1.4),
	'two-people': `${bust(18, 13, 1.1)}${bust(46, 13, 1.1)}`,
	people: `${bust(11, 20, 0.75)}${bust(53, 20, 0.75)}${bust(32, 11, 0.95)}`,
	child: `<circle cx="21" cy="11" r="7"/><path d="M21 18v21M21 39l-7 18M21 39l7 18M21 25l-9 11M21 25l14 16"/><circle ${pale} cx="45" cy="31" r="7"/><path d="M45 38v10M45 48l-5 9M45 48l5 9M35 41h10l8 5"/>`,
	interpreter: `<path ${pale} d="M5 6h28v22H19l-7 7v-7H5z"/><path d="m13 23 6-12 6 12M15 19h8"/><path ${pale} d="M31 34h28v20h-6v6l-7-6H31z"/><path d="M38 41h14M45 38v3M41 41c1 4 5 7 9 8M50 41c-2 4-6 7-11 8"/>`,
	'sign-language': `<path ${pale} d="M5 44V30a2.5 2.5 0 0 1 5 0V21a2.5 2.5 0 0 1 5 0V18a2.5 2.5 0 0 1 5 0v5a2.5 2.5 0 0 1 5 0v18l2-3c2-2 4 0 3 2l-6 13c-4 7-19 5-19-9z"/><path d="M10 30v9M15 21v17M20 23v15"/><g transform="matrix(-1 0 0 1 64 3)"><path ${pale} d="M5 44V30a2.5 2.5 0 0 1 5 0V21a2.5 2.5 0 0 1 5 0V18a2.5 2.5 0 0 1 5 0v5a2.5 2.5 0 0 1 5 0v18l2-3c2-2 4 0 3 2l-6 13c-4 7-19 5-19-9z"/></g><path d="M9 12c3-4 8-6 12-5M43 7c5-1 10 1 13 5"/>`,
	wheelchair: `<circle cx="25" cy="9" r="5"/><path d="M25 16v19h15l6 18h6M25 24h13M20 29a15 15 0 1 0 20 19"/>`,
	speech: `<path ${pale} d="M6 10h52v34H32L18 56V44H6z"/><path d="M16 21h32M16 32h22"/>`,
	question: `<circle ${pale} cx="32" cy="32" r="26"/><path d="M24 25c0-11 17-11 17 0 0 7-9 7-9 14M32 46v1"/>`,
	stop: `<path ${pale} d="M21 5h22l16 16v22L43 59H21L5 43V21z"/><path d="M22 38V26a3 3 0 0 1 6 0v4V19a3 3 0 0 1 6 0v11V22a3 3 0 0 1 6 0v10l2-2c3-2 5 1 3 4l-6 11c-3 6-15 5-17-4z"/>`,
	upset: `<path d="M22 22c-8 0-8-10-1-11 1-8 14-8 16-1 8-1 10 12 2 12z"/><path d="M23 27l-2 4M31 27l-2 4M39 27l-2 4"/><circle cx="30" cy="41" r="7"/><path ${pale} d="M15 58c0-7 5-10 11-10h8c9 0 15 4 15 10z"/>`,
	yes: `<circle ${pale} cx="32" cy="32" r="26"/><path d="m20 33 9 9 16-20"/>`,
	no: `<circle ${pale} cx="32" cy="32" r="26"/><path d="m22 22 20 20M42 22 22 42"/>`,
	safe: `<path ${pale} d="M32 5 54 13v17c0 14-9 23-22 29C19 53 10 44 10 30V13z"/><path d="m22 32 8 8 13-16"/>`,
	heart: `<path ${pale} d="M32 56C12 42 6 33 6 23 6 9 25 6 32 19 39 6 58 9 58 23c0 10-6 19-26 33z"/>`
};
