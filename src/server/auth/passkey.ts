import { randomBytes } from 'node:crypto';
import type {
	AuthenticationResponseJSON,
	AuthenticatorTransport,
	PublicKeyCredentialCreationOptionsJSON,
	PublicKeyCredentialRequestOptionsJSON,
	RegistrationResponseJSON
} from '@simplewebauthn/server';

/** The one file that knows the library: WebAuthn's formats, and nothing of accounts. It is loaded with the first passkey, so that a house without one starts as fast as before. */
const library = () => import('@simplewebauthn/server');

/** Where a passkey is made and used: the address pages come from, and the host it is bound to (rpID). */
export type PasskeySite = { origin: string; host: string };

/** A passkey as the account keeps it. */
export type Passkey = {
	credentialId: Buffer;
	publicKey: Buffer;
	counter: number;
	transports: string[];
	/** Kept in a cloud account, so that it is on every device signed in there. */
	isBackedUp: boolean;
};

/** A browser may ask for five minutes (ASVS 6.7.2); in milliseconds. */
export const challengeLife = 300_000;
const bytesLong = 32;

/** A new question: 256 random bits, answered once. */
export const newChallenge = (): Buffer => randomBytes(bytesLong);

const known = ({ credentialId, transports }: Pick<Passkey, 'credentialId' | 'transports'>) => ({
	id: credentialId.toString('base64url'),
	type: 'public-key' as const,
	transports: transports as AuthenticatorTransport[]
});

type Maker = { account: string; signIn: string; others: readonly Pick<Passkey, 'credentialId' | 'transports'>[] };

/**
 * What a browser needs to make a passkey. It finds its owner by itself, asks for the device's own lock (user verification), and says nothing about its maker (no attestation).
 * The device's list of passwords shows the host and the made-up sign-in name: never the hub's name, never a real one (P7).
 */
export function optionsToMake(
	site: PasskeySite,
	challenge: Buffer,
	{ account, signIn, others }: Maker
): PublicKeyCredentialCreationOptionsJSON {
	return {
		challenge: challenge.toString('base64url'),
		rp: { id: site.host, name: site.host },
		user: { id: Buffer.from(account.replaceAll('-', ''), 'hex').toString('base64url'), name: signIn, displayName: signIn },
		pubKeyCredParams: [-8, -7, -257].map((alg) => ({ alg, type: 'public-key' })),
		timeout: challengeLife,
		attestation: 'none',
		excludeCredentials: others.map(known),
		authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' }
	};
}

/** What a browser needs to show a passkey: one of these, or, where none is named, any it has for this host. */
export function optionsToShow(
	site: PasskeySite,
	challenge: Buffer,
	own: readonly Pick<Passkey, 'credentialId' | 'transports'>[] = []
): PublicKeyCredentialRequestOptionsJSON {
	return {
		challenge: challenge.toString('base64url'),
		rpId: site.host,
		timeout: challengeLife,
		userVerification: 'required',
		allowCredentials: own.map(known)
	};
}

/** What a browser sent, as far as it can be trusted before it was checked: which question it answers, with which passkey. Null when it is no such answer. */
export type Answer = { json: unknown; credentialId: Buffer; challenge: Buffer };

export function readAnswer(text: string): Answer | null {
	try {
		const json = JSON.parse(text) as { id: unknown; response: { clientDataJSON: unknown } };
		if (typeof json.id !== 'string' || typeof json.response.clientDataJSON !== 'string') return null;
		const client = JSON.parse(Buffer.from(json.response.clientDataJSON, 'base64url').toString()) as { challenge: unknown };
		if (typeof client.challenge !== 'string') return null;
		return { json, credentialId: Buffer.from(json.id, 'base64url'), challenge: Buffer.from(client.challenge, 'base64url') };
	} catch {
		return null;
	}
}

const expected = (site: PasskeySite, { challenge }: Answer) => ({
	expectedChallenge: challenge.toString('base64url'),
	expectedOrigin: site.origin,
	expectedRPID: site.host,
	requireUserVerification: true
});

/** Checks a passkey that was made. @returns it, or null when anything about it is wrong: host, address, lock not used, made for another question. */
export async function verifyMade(site: PasskeySite, answer: Answer): Promise<Passkey | null> {
	const { verifyRegistrationResponse } = await library();
	try {
		const response = answer.json as RegistrationResponseJSON;
		const { verified, registrationInfo } = await verifyRegistrationResponse({ response, ...expected(site, answer) });
		if (!verified) return null;
		const { credential, credentialBackedUp } = registrationInfo;
		return {
			credentialId: Buffer.from(credential.id, 'base64url'),
			publicKey: Buffer.from(credential.publicKey),
			counter: credential.counter,
			transports: (credential.transports ?? []).filter((each) => /^[a-z-]{1,20}$/.test(each)).slice(0, 8),
			isBackedUp: credentialBackedUp
		};
	} catch {
		// The library throws for whatever does not fit. Why is nobody's business outside; it is not the database's fault.
		return null;
	}
}

/**
 * Checks that a passkey was shown, by its signature. Its counter is the caller's to compare, in the row and in one statement: two answers at once must not both pass.
 * @returns what changed about it, or null when anything is wrong.
 */
export async function verifyShown(
	site: PasskeySite,
	answer: Answer,
	{ credentialId, publicKey, transports }: Pick<Passkey, 'credentialId' | 'publicKey' | 'transports'>
): Promise<Pick<Passkey, 'counter' | 'isBackedUp'> | null> {
	const { verifyAuthenticationResponse } = await library();
	try {
		const credential = {
			id: credentialId.toString('base64url'),
			publicKey: new Uint8Array(publicKey),
			counter: 0,
			transports: transports as AuthenticatorTransport[]
		};
		const response = answer.json as AuthenticationResponseJSON;
		const { verified, authenticationInfo } = await verifyAuthenticationResponse({ response, credential, ...expected(site, answer) });
		return verified ? { counter: authenticationInfo.newCounter, isBackedUp: authenticationInfo.credentialBackedUp } : null;
	} catch {
		return null;
	}
}
