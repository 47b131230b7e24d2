import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A passkey in software: what a phone does, so that every refusal can be tried. ES256, no attestation. */
export type SoftKey = {
	id: Buffer;
	user: string;
	privateKey: KeyObject;
	publicKey: KeyObject;
	counter: number;
	host: string;
	origin: string;
};

const sha = (data: Buffer | string) => createHash('sha256').update(data).digest();
const b64 = (data: Buffer) => data.toString('base64url');

// CBOR as far as a passkey needs it: small whole numbers, bytes, texts, maps.
function head(major: number, size: number): Buffer {
	if (size < 24) return Buffer.from([(major << 5) | size]);
	if (size < 256) return Buffer.from([(major << 5) | 24, size]);
	return Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
}
type Cbor = number | string | Buffer | Map<number | string, Cbor>;
function cbor(value: Cbor): Buffer {
	if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
	if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
	if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
	return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)])]);
}

const coordinate = (key: KeyObject, name: 'x' | 'y') => Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url');
const coseOf = (key: KeyObject) =>
	cbor(
		new Map<number, Cbor>([
			[1, 2],
			[3, -7],
			[-1, 1],
			[-2, coordinate(key, 'x')],
			[-3, coordinate(key, 'y')]
		])
	);

/** What may be wrong about an answer, for trying it. */
export type Wrong = {
	origin?: string;
	host?: string;
	challenge?: string;
	type?: string;
	flags?: number;
	backedUp?: boolean;
	counter?: number;
};

// User present, user verified; backed up means it may be, and is.
const flagsOf = ({ flags, backedUp }: Wrong) => (flags ?? 0x05) | (backedUp ? 0x18 : 0);
const counterOf = (counter: number) => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(counter);
	return bytes;
};
const clientData = (type: string, challenge: string, key: Pick<SoftKey, 'origin'>, wrong: Wrong) =>
	Buffer.from(
		JSON.stringify({
			type: wrong.type ?? type,
			challenge: wrong.challenge ?? challenge,
			origin: wrong.origin ?? key.origin,
			crossOrigin: false
		})
	);

type MakeOptions = { challenge: string; rp: { id?: string }; user: { id: string } };
/** Makes a passkey as the options ask. @returns it with what the browser sends. */
export function makeKey({ challenge, rp, user }: MakeOptions, origin: string, wrong: Wrong = {}): { key: SoftKey; answer: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const key: SoftKey = { id: randomBytes(32), user: user.id, privateKey, publicKey, counter: 0, host: rp.id ?? '', origin };
	const size = Buffer.alloc(2);
	size.writeUInt16BE(key.id.length);
	const authData = Buffer.concat([
		sha(wrong.host ?? key.host),
		Buffer.from([flagsOf(wrong) | 0x40]),
		counterOf(0),
		Buffer.alloc(16),
		size,
		key.id,
		coseOf(publicKey)
	]);
	const attestation = cbor(
		new Map<string, Cbor>([
			['fmt', 'none'],
			['attStmt', new Map()],
			['authData', authData]
		])
	);
	const response = {
		clientDataJSON: b64(clientData('webauthn.create', challenge, key, wrong)),
		attestationObject: b64(attestation),
		transports: ['internal']
	};
	return { key, answer: JSON.stringify({ id: b64(key.id), rawId: b64(key.id), type: 'public-key', response, clientExtensionResults: {} }) };
}

/** Shows a passkey as the options ask: what the browser sends. */
export function showKey(key: SoftKey, { challenge }: { challenge: string }, wrong: Wrong = {}): string {
	key.counter += 1;
	const authData = Buffer.concat([sha(wrong.host ?? key.host), Buffer.from([flagsOf(wrong)]), counterOf(wrong.counter ?? key.counter)]);
	const client = clientData('webauthn.get', challenge, key, wrong);
	const signature = sign('sha256', Buffer.concat([authData, sha(client)]), key.privateKey);
	const response = { clientDataJSON: b64(client), authenticatorData: b64(authData), signature: b64(signature), userHandle: key.user };
	return JSON.stringify({ id: b64(key.id), rawId: b64(key.id), type: 'public-key', response, clientExtensionResults: {} });
}
