import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Channel, Delivery, Handed, Parcel, Post } from './port.ts';

/** A key of GOV.UK Notify as its page shows it: name, service id and secret in one line. The templates hold nothing but ((text)), and ((subject)) for an e-mail. */
export type NotifySettings = { key: string; templates: Partial<Record<Channel, string>>; base?: string; timeout?: number };

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const taken = z.object({ id: z.uuid(), reference: z.string().nullable().optional() });
const one = z.object({ id: z.uuid(), reference: z.string().nullable(), status: z.string() });
const listed = z.object({ notifications: z.array(one) });
const refusal = z.object({ status_code: z.number().optional(), errors: z.array(z.object({ error: z.string(), message: z.string() })) });
const paths: Record<Channel, string> = { text: 'sms', email: 'email', post: 'letter' };
const became: Record<string, Delivery> = {
	delivered: 'delivered',
	received: 'delivered',
	'permanent-failure': 'permanent',
	'temporary-failure': 'temporary',
	'technical-failure': 'temporary',
	cancelled: 'temporary',
	'virus-scan-failed': 'temporary',
	'validation-failed': 'temporary'
};

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
function token(service: string, secret: string): string {
	const said = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: service, iat: Math.floor(Date.now() / 1000) })}`;
	return `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`;
}

/** What is wrong with the number or address itself, in the words Notify uses for it; everything else it refuses is our setting. */
const isOfAddress = (message: string) =>
	/phone_number|email_address|address_line|postcode|Not a valid|Not enough digits|Too many digits/i.test(message);

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
			return status === 200 && read.success ? (became[read.data.status] ?? 'on_its_way') : null;
		}
	};
}

function bodyOf({ key, channel, to, subject, text }: Parcel, templates: NotifySettings['templates']): object {
	const base = { template_id: templates[channel], reference: key };
	if (channel === 'text') return { ...base, phone_number: to, personalisation: { text } };
	if (channel === 'email') return { ...base, email_address: to, personalisation: { subject, text } };
	const lines = to.split(/\s*[\n,]\s*/).filter(Boolean);
	const address = Object.fromEntries(lines.slice(0, 7).map((line, at) => [`address_line_${at + 1}`, line]));
	return { ...base, personalisation: { ...address, text } };
}

function readHanded(status: number, json: unknown): Handed {
	if (status === 201) {
		const read = taken.safeParse(json);
		return read.success ? { came: 'taken', reference: read.data.id } : { came: 'unknown', code: '201' };
	}
	if (status === 429) return { came: 'temporary', code: '429' };
	if (status === 400) {
		const read = refusal.safeParse(json);
		const wrong = read.success && read.data.errors.some(({ error, message }) => error === 'ValidationError' && isOfAddress(message));
		return { came: wrong ? 'permanent' : 'refused', code: '400' };
	}
	if (status === 401 || status === 403 || status === 404) return { came: 'refused', code: String(status) };
	// Notify may have stored it before it failed: it is asked for the key before anything is sent again.
	return { came: 'unknown', code: String(status) };
}

/** The connection was refused, or the name not found: nothing left the house. */
const neverArrived = (e: unknown): boolean => {
	const code = e instanceof Error && e.cause instanceof Error && 'code' in e.cause ? String(e.cause.code) : '';
	return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(code);
};
