import type * as queries from '#server/db/queries/factors.ts';
import * as q from '#server/db/queries/factors.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const challenge = { id, purpose: 'sign_in', accountId: null, value: bytes, expiresAt: now } as const;
const passkey = { id, accountId: id, kind: 'passkey', credentialId: bytes, publicKey: bytes, counter: 0, transports: ['internal'], isBackedUp: false, labelSealed: bytes, madeAt: now } as const;

export const factors = callsOf<typeof queries>({
	addChallenge: (tx) => q.addChallenge(tx, challenge),
	takeChallenge: (tx) => q.takeChallenge(tx, bytes, 'sign_in'),
	dropOldChallenges: (tx) => q.dropOldChallenges(tx),
	passkeyBy: (tx) => q.passkeyBy(tx, bytes),
	usePasskey: { 'a counter that counts': (tx) => q.usePasskey(tx, id, { counter: 7, isBackedUp: true }), 'one that does not': (tx) => q.usePasskey(tx, id, { counter: 0, isBackedUp: true }) },
	holdFactors: (tx) => q.holdFactors(tx, id),
	addFactorOnce: (tx) => q.addFactorOnce(tx, { ...passkey, transports: ['internal'] }),
	dropFactor: (tx) => q.dropFactor(tx, id, id),
	dropFactorsOf: (tx) => q.dropFactorsOf(tx, id),
	signInSealedOf: (tx) => q.signInSealedOf(tx, id)
});
