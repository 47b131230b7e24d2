import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Parcel } from './port.ts';
import { smtpPost, type SmtpSettings } from './smtp.ts';

const parcel: Parcel = {
	key: '0197-our-key',
	channel: 'email',
	to: 'sam@example.org',
	subject: 'Diweddariad ŵ',
	text: 'Mae gennych ddiweddariad. لديك تحديث.'
};
type Stage = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'text';
/** What the server says at a stage instead of yes: a line, half a line, nothing at all, or a hang-up. */
type Answer = string | 'hang' | 'cut';
const yes: Record<Stage, string> = {
	greeting: '220 mail ESMTP',
	EHLO: '250-mail\r\n250-AUTH PLAIN\r\n250 8BITMIME',
	AUTH: '235 ok',
	MAIL: '250 ok',
	RCPT: '250 ok',
	DATA: '354 go on',
	text: '250 queued as 7'
};

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(async () => {
	for (const socket of sockets) socket.destroy();
	sockets.clear();
	await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
	server = undefined;
});

/** A mail server on a socket of its own that answers as it is told, and keeps every line it was sent. */
async function aServer(answers: Partial<Record<Stage, Answer>> = {}) {
	const lines: string[] = [];
	const texts: string[] = [];
	const say = (socket: Socket, stage: Stage) => {
		const answer = answers[stage] ?? yes[stage];
		if (answer === 'hang') return;
		if (answer === 'cut') return void socket.destroy();
		socket.write(answer.endsWith('…') ? answer.slice(0, -1) : `${answer}\r\n`);
	};
	server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		let [rest, isText, text] = ['', false, ''];
		say(socket, 'greeting');
		socket.on('data', (chunk) => {
			rest += chunk.toString('utf8');
			for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
				const line = rest.slice(0, end);
				rest = rest.slice(end + 2);
				if (isText && line === '.') {
					texts.push(text);
					[isText, text] = [false, ''];
					say(socket, 'text');
				} else if (isText) text += `${line}\n`;
				else {
					lines.push(line);
					const stage = (/^(EHLO|AUTH|MAIL|RCPT|DATA)/.exec(line)?.[1] ?? '') as Stage;
					if (line === 'QUIT') socket.end('221 bye\r\n');
					else if (stage) say(socket, stage);
					if (stage === 'DATA' && !answers.DATA) isText = true;
				}
			}
		});
	});
	await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const post = (more: Partial<SmtpSettings> = {}) =>
		smtpPost({ host: '127.0.0.1', port, from: 'updates@example.org', user: 'hub', password: 'stone', timeout: 300, ...more });
	return { post, lines, texts };
}

describe('e-mail over SMTP', () => {
	it('T30 is plain text with the words and nothing else: no link, no picture, no name of what sent it, the same Message-ID at every try', async () => {
		const { post, lines, texts } = await aServer();
		expect(await post().hand(parcel)).toEqual({ came: 'taken', reference: parcel.key });
		expect(await post().hand(parcel)).toMatchObject({ came: 'taken' });
		const [head = '', body = ''] = (texts[0] ?? '').split(/\n\n/);
		expect(head).toContain(`Message-ID: <${parcel.key}@example.org>`);
		expect(texts.map((one) => /Message-ID: (.*)/.exec(one)?.[1])).toEqual(Array(2).fill(`<${parcel.key}@example.org>`));
		expect(head).toMatch(/Content-Type: text\/plain; charset=utf-8/i);
		expect(head).not.toMatch(/multipart|html|X-Mailer|nodemailer|List-|Return-Receipt|Disposition/i);
		expect(Buffer.from(body, 'base64').toString('utf8').trim()).toBe(parcel.text);
		expect(lines.find((line) => line.startsWith('EHLO'))).toBe('EHLO example.org');
		expect(lines).toContain('RCPT TO:<sam@example.org>');
	});

	it.each([
		['RCPT', '550 5.1.1 no such user', 'permanent'],
		['RCPT', '550 no such user', 'permanent'],
		['RCPT', '550 5.7.1 not from you', 'refused'],
		['RCPT', '554 5.7.1 on a list', 'refused'],
		['RCPT', '452 4.2.2 mailbox full', 'temporary'],
		['RCPT', '450 4.1.1 later', 'temporary'],
		['MAIL', '550 5.1.1 your sender is unknown', 'refused'],
		['MAIL', '421 later', 'temporary'],
		['DATA', '451 later', 'temporary'],
		['DATA', '554 no', 'refused'],
		['text', '451 later', 'temporary'],
		['text', '550 5.1.1 said too late', 'refused'],
		['AUTH', '535 5.7.8 wrong password', 'temporary'],
		['AUTH', '454 later', 'temporary'],
		['greeting', '554 go away', 'refused'],
		['EHLO', '421 later', 'temporary']
	] as const)('R-06 at %s "%s" is %s', async (stage, answer, came) => {
		const { post } = await aServer({ [stage]: answer });
		expect(await post().hand(parcel)).toMatchObject({ came });
	});

	it.each(['greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA'] as const)(
		'R-06 at %s silence, half an answer and a hang-up leave nothing behind: it is tried again',
		async (stage) => {
			for (const answer of ['hang', 'cut', '25…', '2…']) {
				const { post, texts } = await aServer({ [stage]: answer });
				expect(await post().hand(parcel), answer).toMatchObject({ came: 'temporary' });
				expect(texts).toEqual([]);
			}
		}
	);

	it.each(['hang', 'cut', '25…'])('R-06 once the text was handed over, "%s" may mean that it was taken', async (answer) => {
		const { post, texts } = await aServer({ text: answer });
		expect(await post().hand(parcel)).toEqual({ came: 'unknown', code: 'no_answer' });
		expect(texts.length).toBe(1);
	});

	it('without TLS neither the password nor the address leaves, unless the server is on this machine', async () => {
		const { post, lines } = await aServer();
		expect(await post({ needsTls: true }).hand(parcel)).toMatchObject({ came: expect.stringMatching(/temporary|refused/) as string });
		expect(lines.join('\n')).not.toMatch(/AUTH|RCPT|sam@/);
	});

	it('R-06 nobody there: it is tried again', async () => {
		expect(await smtpPost({ host: '127.0.0.1', port: 1, from: 'a@example.org', timeout: 300 }).hand(parcel)).toMatchObject({
			came: 'temporary'
		});
	});
});
