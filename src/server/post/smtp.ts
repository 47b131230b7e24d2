import { once } from 'node:events';
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import type { Handed, Parcel, Post } from './port.ts';

/** A server that takes e-mail for the hub. TLS is needed unless it runs on this machine; `timeout` in milliseconds, for each answer. */
export type SmtpSettings = {
	host: string;
	port: number;
	from: string;
	user?: string;
	password?: string;
	needsTls?: boolean;
	/** TLS from the first byte; as it is at port 465. */
	isImplicit?: boolean;
	/** The authority whose certificates are taken, as PEM, in place of those the machine knows. */
	ca?: string;
	timeout?: number;
};

type Fault = Error & { code?: string; command?: string; response?: string; responseCode?: number };
const isHere = (host: string) => ['localhost', '127.0.0.1', '::1'].includes(host);

/**
 * E-mail over SMTP: plain text, nothing to follow and nothing that says what sent it. The Message-ID is our key at the domain of the sender, the same at every try, so that a mailbox that has it already can
 * tell. SMTP cannot be asked what it has: once the text was handed over, only an answer says what came of it, and without one it is `unknown`.
 */
export function smtpPost(settings: SmtpSettings): Post {
	return {
		name: 'smtp',
		can: (channel) => channel === 'email',
		hand: async (parcel) => {
			let isHandedOver = false;
			const connection = new SMTPConnection(optionsOf(settings));
			// An error may come after the last answer was read, and is nobody's then.
			connection.on('error', () => {});
			const broken = once(connection, 'no-such-event', { signal: AbortSignal.timeout((settings.timeout ?? 20_000) * 6) });
			const failed = new Promise<never>((_, reject) => connection.once('error', reject));
			const ended = new Promise<never>((_, reject) => connection.once('end', () => reject(new Error('ended'))));
			try {
				await Promise.race([talk(connection, settings, parcel, () => (isHandedOver = true)), failed, ended, broken]);
				return { came: 'taken', reference: parcel.key };
			} catch (e) {
				return readFault(e as Fault, isHandedOver);
			} finally {
				connection.close();
			}
		}
	};
}

const optionsOf = ({ host, port, from, needsTls = !isHere(host), isImplicit = port === 465, ca, timeout = 20_000 }: SmtpSettings) => ({
	...{ host, port, secure: isImplicit, requireTLS: needsTls, ignoreTLS: !needsTls, name: domainOf(from) },
	...{ connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout, dnsTimeout: timeout },
	tls: { minVersion: 'TLSv1.2' as const, rejectUnauthorized: true, ...(ca && { ca }) }
});
const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

async function talk(
	connection: SMTPConnection,
	{ from, user, password }: SmtpSettings,
	parcel: Parcel,
	handedOver: () => void
): Promise<void> {
	const done = (resolve: () => void, reject: (e: Error) => void) => (e?: Error | null) => (e ? reject(e) : resolve());
	await new Promise<void>((resolve, reject) => void connection.connect(done(resolve, reject)));
	if (user) await new Promise<void>((resolve, reject) => void connection.login({ user, pass: password ?? '' }, done(resolve, reject)));
	const bytes = await compose(from, parcel);
	// Read only when the server asked for the text.
	const message = Readable.from(
		(function* () {
			handedOver();
			yield bytes;
		})(),
		{ highWaterMark: 1 }
	);
	await new Promise<void>((resolve, reject) => void connection.send({ from, to: [parcel.to] }, message, done(resolve, reject)));
}

const compose = (from: string, { key, to, subject, text }: Parcel): Promise<Buffer> =>
	new MailComposer({
		...{ from, to: { name: '', address: to }, subject, text, messageId: `<${key}@${domainOf(from)}>` },
		...{
			textEncoding: 'base64',
			xMailer: false,
			disableFileAccess: true,
			disableUrlAccess: true,
			headers: { 'Auto-Submitted': 'auto-generated' }
		}
	})
		.compile()
		.build();

/** Replies that say the mailbox itself is not there or has moved (RFC 3463 X.1.x, X.2.1); a bare 550, 551 or 553 to the recipient says the same. */
const noMailbox = /\b5\.(1\.(0|1|2|3|6|10)|2\.1)\b/;
const enhanced = /\b[45]\.\d{1,3}\.\d{1,3}\b/;

function readFault({ code = '', command = '', response = '', responseCode = 0 }: Fault, isHandedOver: boolean): Handed {
	// A password or a certificate that is not taken is a fault of ours or theirs, never of her address.
	if (code === 'EAUTH' || code === 'ETLS' || code === 'ENOAUTH') return { came: 'temporary', code: 'not_open' };
	if (responseCode >= 400 && responseCode < 500) return { came: 'temporary', code: String(responseCode) };
	if (responseCode >= 500) {
		const isOfAddress =
			command === 'RCPT TO' && (noMailbox.test(response) || (!enhanced.test(response) && [550, 551, 553].includes(responseCode)));
		return { came: isOfAddress ? 'permanent' : 'refused', code: String(responseCode) };
	}
	return isHandedOver ? { came: 'unknown', code: 'no_answer' } : { came: 'temporary', code: 'no_answer' };
}
