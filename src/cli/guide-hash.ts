import { createHash } from 'node:crypto';

/**
 * A guide's own mark: it changes with what somebody reads, its title, summary, tab and text, and makes translations stale. That its sources were looked at again, or when that is due, changes no
 * translation.
 */
export function guideHash(source: string): string {
	const [, front = '', body = source] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
	const read = front.split('\n').filter((line) => /^(title|summary|tab):/.test(line));
	return createHash('sha256')
		.update([...read, body].join('\n'))
		.digest('base64url')
		.slice(0, 16);
}
