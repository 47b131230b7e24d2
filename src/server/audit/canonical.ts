import { createHash } from 'node:crypto';

/** One row of a chain as the verifier reads it. `ms` is the stored instant in milliseconds as PostgreSQL writes the number, so that even a microsecond that was changed shows. */
export type ChainRow = {
	chain: string;
	seq: number;
	ms: string;
	actorKind: string;
	actorId: string | null;
	actorRole: string | null;
	action: string;
	caseId: string | null;
	personId: string | null;
	objectId: string | null;
	reason: string | null;
	requestId: string;
	detail: Uint8Array | null;
	prevHash: Uint8Array;
	hash: Uint8Array;
};

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest();
};

// PostgreSQL and JavaScript escape the same characters of a JSON string in the same way: quote, backslash, and what is below a space. A test tries both.
const json = (value: string | null) => (value === null ? 'null' : JSON.stringify(value));

/**
 * The text that `audit_append` hashes, as PostgreSQL writes a jsonb array: the row's values in order, with ", " between them. Rows that say no role and hold no sealed
 * words have the eleven values they always had.
 */
export function canonicalText(row: ChainRow, seq = row.seq): string {
	const { chain, ms, actorKind, actorId, action, caseId, personId, objectId, reason, requestId, actorRole, detail } = row;
	const values = [
		...[json(chain), String(seq), ms, json(actorKind), json(actorId), json(action)],
		...[json(caseId), json(personId), json(objectId), json(reason), json(requestId)]
	];
	if (actorRole !== null || detail !== null) values.push(json(actorRole), json(detail && sha256(detail).toString('hex')));
	return `[${values.join(', ')}]`;
}

/** The hash that this row must have after `prevHash`; `seq` asks what it would be in another place. */
export const hashOf = (row: ChainRow, seq = row.seq): Buffer => sha256(row.prevHash, canonicalText(row, seq));

/** What the first row of a chain comes after. */
export const beginningOf = (chain: string): Buffer => sha256(chain);

/** Whether two hashes are the same bytes. */
export const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
