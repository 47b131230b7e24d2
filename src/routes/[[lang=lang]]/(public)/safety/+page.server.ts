import { publicPage } from '#server/http/guard.ts';

/** The parts of the page, each with its sentences, in the order they help. */
const parts = {
	device: ['leave', 'history', 'erase', 'private', 'other'],
	spy: ['sees', 'signs', 'keep'],
	cannot: ['camera', 'bill', 'network', 'court', 'shared']
};
/** Where to turn at once. `dial` is what the telephone dials. */
const lines = [
	{ key: 'call999', dial: 'tel:999' },
	{ key: 'silent', dial: null },
	{ key: 'text999', dial: null },
	{ key: 'relay', dial: 'tel:18000' },
	{ key: 'bsl', dial: null },
	{ key: 'call101', dial: 'tel:101' }
];

export const load = publicPage(() => ({ parts: Object.entries(parts).map(([part, texts]) => ({ part, texts })), lines }));
