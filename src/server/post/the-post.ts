import { readFileSync, statSync } from 'node:fs';
import { CannotNow } from '#shared/faults.ts';
import { settings } from '../settings.ts';
import { demoPost, noPost } from './demo.ts';
import { notifyPost } from './notify.ts';
import type { Post } from './port.ts';

let once: Post | undefined;

/** The way out of this house: the demo's own in the demo, otherwise what is set up. @throws CannotNow where the file with the key can be read by others */
export const thePost = (): Post => (once ??= open());

function open(): Post {
	const {
		isLive,
		NOTIFY_KEY_FILE: file,
		NOTIFY_TEMPLATE_TEXT: text,
		NOTIFY_TEMPLATE_EMAIL: email,
		NOTIFY_TEMPLATE_LETTER: post
	} = settings();
	if (!isLive) return demoPost;
	if (!file) return noPost;
	if (statSync(file).mode & 0o077) throw new CannotNow('NOTIFY_KEY_FILE must be readable by its owner only (0400)');
	return notifyPost({
		key: readFileSync(file, 'utf8'),
		templates: { ...(text && { text }), ...(email && { email }), ...(post && { post }) }
	});
}
