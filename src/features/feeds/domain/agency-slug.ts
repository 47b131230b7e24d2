/** An agency's short name for addresses and look-ups: "Humberside Police" → "humberside-police". Empty when nothing can be kept of it. */
export const agencySlug = (name: string): string =>
	name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/\p{M}/gu, '')
		.replace(/&/g, ' and ')
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
