/** Whether a text is a UUID as the standard asks for. */
export const isUuid = (text: unknown): text is string =>
	typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** A name in an address: small letters, digits and hyphens, 60 at most; 'service' where nothing is left. */
export const slugOf = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/[\p{M}'’]/gu, '')
		.toLowerCase()
		.replace(/&/g, ' and ')
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 60)
		.replace(/^-+|-+$/g, '') || 'service';
