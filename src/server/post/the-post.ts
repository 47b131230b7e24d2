import { readFileSync, statSync } from 'node:fs';
import { CannotNow } from '#shared/faults.ts';
import { settings } from '../settings.ts';
import { demoPost, noPost } from './demo.ts';
import { notifyPost } from './notify.ts';
import { smtpPost } from './smtp.ts';
import type { Channel, Post } from './port.ts';

let once: Post | undefined;

/** The way out of this house: the demo's own in the demo, otherwise what is set up. @throws CannotNow where a file with a secret can be read by others */
export const thePost = (): Post => (once ??= open());

/** Which provider serves which channel: an e-mail goes by SMTP where it is set up, everything else by GOV.UK Notify. */
export const joined = (email: Post | null, rest: Post | null): Post => {
	if (!email || !rest) return email ?? rest ?? noPost;
	const serving = (channel: Channel) => (channel === 'email' ? email : rest);
	return {
		name: 'joined',
		serving,
		can: (channel) => serving(channel).can(channel),
		hand: (parcel) => serving(parcel.channel).hand(parcel)
	};
};

function secretIn(file: string, name: string): string {
	if (statSync(file).mode & 0o077) throw new CannotNow(`${name} must be readable by its owner only (0400)`);
	return readFileSync(file, 'utf8').trim();
}

function open(): Post {
	const s = settings();
	if (!s.isLive) return demoPost;
	const { NOTIFY_TEMPLATE_TEXT: text, NOTIFY_TEMPLATE_EMAIL: email, NOTIFY_TEMPLATE_LETTER: post } = s;
	const { SMTP_HOST: host, SMTP_PORT: port, SMTP_FROM: from, SMTP_USER: user } = s;
	const password = s.SMTP_PASSWORD_FILE && secretIn(s.SMTP_PASSWORD_FILE, 'SMTP_PASSWORD_FILE');
	const byMail = host && from ? smtpPost({ host, port, from, ...(user && { user }), ...(password && { password }) }) : null;
	const byNotify = s.NOTIFY_KEY_FILE
		? notifyPost({
				key: secretIn(s.NOTIFY_KEY_FILE, 'NOTIFY_KEY_FILE'),
				templates: { ...(text && { text }), ...(email && { email }), ...(post && { post }) }
			})
		: null;
	return joined(byMail, byNotify);
}
