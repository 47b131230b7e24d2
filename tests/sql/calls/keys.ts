import * as k from '#server/db/queries/keys.ts';
import type * as keyQueries from '#server/db/queries/keys.ts';
import { memoryKeys } from '#server/crypto/key-file.ts';
import { sealedColumns } from '#server/db/sealed-columns.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const { personName, taskDetail } = sealedColumns;
const row = { id, hubId: id, kind: 'case', subject: id, version: 1, wrapped: bytes, kekId: 'kek', madeAt: now } as const;
const value = { id, personId: null, caseId: id, sealed: bytes };

export const keys = callsOf<typeof keyQueries>({
	kekUse: (tx) => k.kekUse(tx),
	keysWrappedOtherwise: (tx) => k.keysWrappedOtherwise(tx, 'kek', id),
	keysAfter: (tx) => k.keysAfter(tx, id),
	rewrapKey: (tx) => k.rewrapKey(tx, row, { wrapped: bytes, kekId: 'kek' }),
	scopesBefore: (tx) => k.scopesBefore(tx, now),
	addKeyVersions: (tx) => k.addKeyVersions({ ...tx, provider: memoryKeys() }, [{ kind: 'case', subject: id, version: 1 }]),
	valuesOnOldKeys: {
		'of a person': (tx) => k.valuesOnOldKeys(tx, personName, id),
		'of a case or a person': (tx) => k.valuesOnOldKeys(tx, taskDetail, id)
	},
	sealedValues: (tx) => k.sealedValues(tx, personName, id),
	resealValue: (tx) => k.resealValue(tx, personName, value, bytes),
	valueCounts: (tx) => k.valueCounts(tx, personName),
	oldKeysUsed: (tx) => k.oldKeysUsed(tx, personName),
	keysInLog: (tx) => k.keysInLog(tx),
	oldKeys: (tx) => k.oldKeys(tx),
	dropOldKeys: (tx) => k.dropOldKeys(tx, [id]),
	shredScope: (tx) => k.shredScope(tx, { kind: 'case', id })
});
