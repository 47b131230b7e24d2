import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { clockNow } from '../clock.ts';
import type { Channel, Delivery, Handed, Parcel, Post } from './port.ts';

/** A key of GOV.UK Notify as its page shows it: name, service id and secret in one line. The templates hold nothing but ((text)), and ((subject)) for an e-mail. */
export type NotifySettings = { key: string; templates: Partial<Record<Channel, string>>; base?: string; timeout?: number };

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
// Their schema asks for hexadecimal digits and dashes only: an id of no known version is one of theirs all the same.
const taken = z.object({ id: z.guid() });
const one = z.object({ id: z.guid(), reference: z.string().nullable(), status: z.string(), type: z.string() });
const listed = z.object({ notifications: z.array(one) });
const refusal = z.object({ status_code: z.number().optional(), errors: z.array(z.object({ error: z.string(), message: z.string() })) });
const paths: Record<Channel, string> = { text: 'sms', email: 'email', post: 'letter' };
/** Where they say more later, there is nothing here. `sent`: abroad, where no network says more. `received`: a letter was printed and posted, which is no delivery. */
const became: Record<string, Delivery> = {
	delivered: 'delivered',
	sent: 'no_more',
	received: 'no_more',
	'returned-letter': 'permanent',
	'permanent-failure': 'permanent',
	'temporary-failure': 'temporary',
	'technical-failure': 'temporary',
	failed: 'temporary',
	cancelled: 'temporary',
	'virus-scan-failed': 'temporary',
	'validation-failed': 'temporary'
};
/** A letter that cannot be printed says nothing about where she lives. */
const becameOf = ({ status, type }: z.infer<typeof one>): Delivery =>
	type === 'letter' && status === 'permanent-failure' ? 'temporary' : (became[status] ?? 'on_its_way');

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
function token(service: string, secret: string): string {
	const said = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: service, iat: Math.floor(clockNow().getTime() / 1000) })}`;
	return `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`;
}

type Fault = { error: string; message: string };
const ofAddress = ['InvalidPhoneError', 'InvalidEmailError', 'InvalidRecipientError', 'InvalidAddressError'];
/** What is wrong with the number or address itself, in the words Notify uses for it. Everything else it refuses, a field or a template that is missing, is our setting: it shuts no way of hers. */
const isOfAddress = ({ error, message }: Fault): boolean =>
	ofAddress.includes(error) ||
	(error === 'ValidationError' &&
		!/required property/.test(message) &&
		/^(phone_number|email_address) |\b(address|postcode)\b/i.test(message));

/**
 * GOV.UK Notify, REST v2. It keeps no key of ours against a second send, so `reference` carries it and `find` asks for it before anything is sent again. An answer that cannot be read is
 * `unknown`: it may have been taken. @throws RangeError for a key that is none
 */
export function notifyPost({ key, templates, base = 'https://api.notifications.service.gov.uk', timeout = 10_000 }: NotifySettings): Post {
	const [, service = '', secret = ''] = new RegExp(`(${uuid})-(${uuid})$`).exec(key.trim()) ?? [];
	if (!secret) throw new RangeError('this is no key of GOV.UK Notify');
	const call = async (path: string, body?: object): Promise<{ status: number; json: unknown }> => {
		const answer = await fetch(new URL(path, base), {
			method: body ? 'POST' : 'GET',
			redirect: 'error',
			signal: AbortSignal.timeout(timeout),
			headers: { authorization: `Bearer ${token(service, secret)}`, 'content-type': 'application/json' },
			...(body ? { body: JSON.stringify(body) } : {})
		});
		const text = await answer.text();
		try {
			return { status: answer.status, json: JSON.parse(text) as unknown };
		} catch {
			return { status: answer.status, json: null };
		}
	};
	return {
		name: 'notify',
		can: (channel) => templates[channel] !== undefined,
		hand: async (parcel) => {
			try {
				const { status, json } = await call(`/v2/notifications/${paths[parcel.channel]}`, bodyOf(parcel, templates));
				return readHanded(status, json);
			} catch (e) {
				return neverArrived(e) ? { came: 'temporary', code: 'no_answer' } : { came: 'unknown', code: 'no_answer' };
			}
		},
		find: async (reference) => {
			const { status, json } = await call(`/v2/notifications?reference=${encodeURIComponent(reference)}`);
			const read = listed.safeParse(json);
			if (status !== 200 || !read.success) return 'unasked';
			const found = read.data.notifications.find((each) => each.reference === reference);
			return found ? { reference: found.id } : 'not_there';
		},
		follow: async (reference) => {
			const { status, json } = await call(`/v2/notifications/${encodeURIComponent(reference)}`);
			const read = one.safeParse(json);
			if (status === 404 && refusal.safeParse(json).success) return 'no_more';
			return status === 200 && read.success ? becameOf(read.data) : null;
		}
	};
}

function bodyOf({ key, channel, to, subject, text }: Parcel, templates: NotifySettings['templates']): object {
	const base = { template_id: templates[channel], reference: key };
	if (channel === 'text') return { ...base, phone_number: to, personalisation: { text } };
	if (channel === 'email') return { ...base, email_address: to, personalisation: { subject, text } };
	const lines = to.split(/\s*[\n,]\s*/).filter(Boolean);
	// Seven lines have room; the last says where, and is never the one that falls off.
	const [first, rest] = [lines.slice(0, 5), lines.slice(5)];
	const seven = rest.length > 2 ? [...first, rest.slice(0, -1).join(', '), ...rest.slice(-1)] : lines;
	const address = Object.fromEntries(seven.map((line, at) => [`address_line_${at + 1}`, line]));
	return { ...base, personalisation: { ...address, text } };
}

function readHanded(status: number, json: unknown): Handed {
	if (status === 201) {
		const read = taken.safeParse(json);
		return read.success ? { came: 'taken', reference: read.data.id } : { came: 'unknown', code: '201' };
	}
	const read = refusal.safeParse(json);
	const faults = read.success ? read.data.errors : [];
	if (status === 429) return { came: 'temporary', code: '429' };
	// Their clock and ours are apart: it is set right without anybody looking at the notice.
	if (status === 403 && faults.some(({ message }) => /system clock/.test(message))) return { came: 'temporary', code: 'clock' };
	if (status === 400) return { came: faults.some(isOfAddress) ? 'permanent' : 'refused', code: '400' };
	if (status === 401 || status === 403 || status === 404) return { came: 'refused', code: String(status) };
	// Notify may have stored it before it failed: it is asked for the key before anything is sent again.
	return { came: 'unknown', code: String(status) };
}

/** There was no connection, or none that we trust: nothing left the house. */
const neverArrived = (e: unknown): boolean => {
	const code = e instanceof Error && e.cause instanceof Error && 'code' in e.cause ? String(e.cause.code) : '';
	return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(
		code
	);
};
