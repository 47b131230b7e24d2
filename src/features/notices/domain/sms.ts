/** The alphabet that phones send in seven bits (3GPP TS 23.038), and the signs that cost two of it. */
const basic = new Set(
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
);
const extended = new Set('\f^{}\\[~]|€');

export type SmsCount = { alphabet: 'gsm7' | 'ucs2'; units: number; parts: number };

/**
 * How many text messages a text is sent as. One sign outside the seven-bit alphabet (Arabic, Welsh ŵ and ŷ, a curly quote) makes the whole text UCS-2: 70 to a message, 67 where there
 * are several, otherwise 160 and 153. A sign of two units is never cut in half. An empty text is no message.
 */
export function countSms(text: string): SmsCount {
	const signs = [...text];
	const isBasic = signs.every((sign) => basic.has(sign) || extended.has(sign));
	const sizes = signs.map((sign) => (isBasic ? (extended.has(sign) ? 2 : 1) : sign.length));
	const units = sizes.reduce((sum, size) => sum + size, 0);
	const [one, several] = isBasic ? [160, 153] : [70, 67];
	return { alphabet: isBasic ? 'gsm7' : 'ucs2', units, parts: units === 0 ? 0 : units <= one ? 1 : packed(sizes, several) };
}

function packed(sizes: readonly number[], room: number): number {
	let parts = 1;
	let used = 0;
	for (const size of sizes) {
		if (used + size > room) {
			parts++;
			used = 0;
		}
		used += size;
	}
	return parts;
}
