import { helpLines } from '#features/directory/domain/help-lines.ts';
import { publicPage } from '#server/http/guard.ts';

/** The parts of the page, each with its sentences, in the order they help. */
const parts = {
	device: ['leave', 'history', 'erase', 'private', 'other'],
	spy: ['sees', 'signs', 'keep'],
	cannot: ['camera', 'bill', 'network', 'court', 'shared']
};
/** Where to turn at once: the same lines as in the directory (P20). */
const lines = helpLines.filter(({ kind }) => kind === 'emergency');

export const load = publicPage(() => ({ parts: Object.entries(parts).map(([part, texts]) => ({ part, texts })), lines }));
