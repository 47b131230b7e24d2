import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, type SecureContextOptions } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { anAuthority, issuedBy } from '#tests/tls/certificates.ts';
import type { Parcel } from './port.ts';
import { smtpPost, type SmtpSettings } from './smtp.ts';

const parcel: Parcel = { key: '0197-our-key', channel: 'email', to: 'sam@example.org', subject: 'An update', text: 'You have an update.' };
const [ours, theirs] = [anAuthority('Hub Test Authority'), anAuthority('Somebody Else')];
const day = 86_400_000;
const from = (first: number, last: number): [Date, Date] => [new Date(Date.now() + first * day), new Date(Date.now() + last * day)];
const good = issuedBy(ours, '127.0.0.1');

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(async () => {
	for (const socket of sockets) socket.destroy();
	sockets.clear();
	await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
	server = undefined;
});

type How = {
	/** Its certificate, and what else of TLS it speaks. */
	tls?: SecureContextOptions;
	/** From the first byte on, as at port 465. */
	isImplicit?: boolean;
	/** What it answers to STARTTLS, where it does not do it; `none`: it does not offer it. */
	instead?: 'none' | '454 not now' | '220 go on, in the clear' | '220 and more';
};
/** A mail server that speaks TLS, or that somebody in between keeps from it. It keeps every line, with whether it came in the clear. */
async function aServer({ tls = good, isImplicit = false, instead }: How = {}) {
	const [clear, sealed, texts] = [[] as string[], [] as string[], [] as string[]];
	const secured = (raw: Socket) => {
		const socket = new TLSSocket(raw, { isServer: true, secureContext: createSecureContext(tls) });
		socket.on('error', () => {});
		talk(socket, sealed, false);
		return socket;
	};
	const talk = (socket: Socket, lines: string[], offersTls: boolean) => {
		let [rest, isText, text] = ['', false, ''];
		const answers: Record<string, string> = {
			EHLO: `250-mail\r\n${offersTls ? '250-STARTTLS\r\n' : ''}250 AUTH PLAIN`,
			...{ AUTH: '235 ok', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go on', QUIT: '221 bye' }
		};
		socket.on('data', function listen(chunk: Buffer) {
			rest += chunk.toString('utf8');
			for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
				const line = rest.slice(0, end);
				rest = rest.slice(end + 2);
				if (isText && line === '.') {
					texts.push(text);
					isText = false;
					socket.write('250 queued\r\n');
				} else if (isText) text += `${line}\n`;
				else {
					lines.push(line);
					if (line === 'STARTTLS') {
						if (instead === '454 not now') socket.write('454 not now\r\n');
						else if (instead === '220 and more') socket.write('220 go on\r\n250 AUTH PLAIN\r\n');
						else socket.write('220 go on\r\n');
						if (instead) continue;
						socket.off('data', listen);
						return void secured(socket);
					}
					socket.write(`${answers[line.slice(0, 4)] ?? '500 what'}\r\n`);
					isText = line === 'DATA';
				}
			}
		});
	};
	server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		if (isImplicit) return void secured(socket).write('220 mail ESMTP\r\n');
		socket.write('220 mail ESMTP\r\n');
		talk(socket, clear, instead !== 'none');
	});
	await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const base = { host: '127.0.0.1', port, from: 'updates@example.org', user: 'hub', password: 'stone', timeout: 400, needsTls: true };
	const post = (more: Partial<SmtpSettings> = {}) => smtpPost({ ...base, ca: ours.pem, isImplicit, ...more });
	return { post, clear, sealed, texts };
}

describe.each([false, true])('e-mail over TLS, from the first byte: %s', (isImplicit) => {
	it('goes to a server whose certificate is its own and by an authority we know; nothing of it in the clear', async () => {
		const { post, clear, sealed, texts } = await aServer({ isImplicit });
		expect(await post().hand(parcel)).toEqual({ came: 'taken', reference: parcel.key });
		expect(clear).toEqual(isImplicit ? [] : ['EHLO example.org', 'STARTTLS']);
		expect(sealed).toContain('RCPT TO:<sam@example.org>');
		expect(sealed.filter((line) => line.startsWith('AUTH')).length).toBe(1);
		expect(texts.length).toBe(1);
	});

	it.each([
		['another host’s', issuedBy(ours, '127.0.0.2')],
		['another name’s', issuedBy(ours, 'mail.example.org')],
		['one that ended yesterday', issuedBy(ours, '127.0.0.1', from(-9, -1))],
		['one that begins tomorrow', issuedBy(ours, '127.0.0.1', from(1, 9))],
		['one by an authority nobody here knows', issuedBy(theirs, '127.0.0.1')],
		['one that anybody could have written', issuedBy(anAuthority(ours.name), '127.0.0.1')]
	])('refuses %s: neither the password nor the address leaves, and it is tried again', async (_, tls) => {
		const { post, clear, sealed, texts } = await aServer({ tls, isImplicit });
		expect(await post().hand(parcel)).toMatchObject({ came: 'temporary' });
		expect([...clear, ...sealed].join('\n')).not.toMatch(/AUTH|MAIL|RCPT|sam@/);
		expect(texts).toEqual([]);
	});

	it('refuses TLS of the last century', async () => {
		const old = { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
		const { post, sealed } = await aServer({ tls: old, isImplicit });
		expect(await post().hand(parcel)).toMatchObject({ came: 'temporary' });
		expect(sealed).toEqual([]);
	});

	it('without an authority of its own it asks those of the machine, which do not know this one', async () => {
		const { post, sealed } = await aServer({ isImplicit });
		expect(await post({ ca: '' }).hand(parcel)).toMatchObject({ came: 'temporary' });
		expect(sealed).toEqual([]);
	});
});

it.each(['none', '454 not now', '220 go on, in the clear', '220 and more'] as const)(
	'somebody in between who takes STARTTLS away ("%s") hears neither the password nor the address',
	async (instead) => {
		const { post, clear, texts } = await aServer({ instead });
		expect(await post().hand(parcel)).toMatchObject({ came: expect.stringMatching(/temporary|refused/) as string });
		expect(clear.join('\n')).not.toMatch(/AUTH|MAIL|RCPT|sam@/);
		expect(texts).toEqual([]);
	}
);
