import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** Certificates made while a test runs: no key is kept anywhere, and nothing but Node is needed. DER by hand (RFC 5280), ECDSA with SHA-256. */
type Authority = { name: string; key: KeyObject; pem: string };
export type Issued = { cert: string; key: string };

function der(tag: number, ...parts: Buffer[]): Buffer {
	const body = Buffer.concat(parts);
	const size = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), body]);
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const isTrue = der(0x01, Buffer.from([0xff]));
const ecdsaSha256 = sequence(oid('2a8648ce3d040302'));
const named = (name: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
const time = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`));
const extension = (id: string, value: Buffer, isCritical = false) => sequence(oid(id), ...(isCritical ? [isTrue] : []), der(0x04, value));
const altName = (host: string) =>
	/^\d+(\.\d+){3}$/.test(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host));

const day = 86_400_000;
const pem = (body: Buffer) =>
	`-----BEGIN CERTIFICATE-----\n${body
		.toString('base64')
		.replaceAll(/(.{64})/g, '$1\n')
		.trim()}\n-----END CERTIFICATE-----\n`;

function certificate(
	issuer: { name: string; key: KeyObject },
	subject: string,
	subjectKey: KeyObject,
	[from, to]: [Date, Date],
	extensions: Buffer[]
): string {
	const serial = der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)]));
	const said = sequence(
		...[der(0xa0, der(0x02, Buffer.from([2]))), serial, ecdsaSha256, named(issuer.name), sequence(time(from), time(to)), named(subject)],
		...[subjectKey.export({ type: 'spki', format: 'der' }), der(0xa3, sequence(...extensions))]
	);
	return pem(sequence(said, ecdsaSha256, der(0x03, Buffer.from([0]), sign('sha256', said, issuer.key))));
}

const around = (now: Date): [Date, Date] => [new Date(now.getTime() - day), new Date(now.getTime() + day)];

/** An authority of this test alone. */
export function anAuthority(name: string, now = new Date()): Authority {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const extensions = [extension('551d13', sequence(isTrue), true), extension('551d0f', der(0x03, Buffer.from([1, 0x06])), true)];
	return { name, key: privateKey, pem: certificate({ name, key: privateKey }, name, publicKey, around(now), extensions) };
}

/** A certificate for this host, by this authority, good from yesterday to tomorrow unless told otherwise. */
export function issuedBy(authority: Authority, host: string, valid: [Date, Date] = around(new Date())): Issued {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const cert = certificate(authority, host, publicKey, valid, [extension('551d11', sequence(altName(host)))]);
	return { cert, key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) };
}
