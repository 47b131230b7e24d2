/** A short mark of a text, so that it is seen when the text changes (FNV-1a, 64 bits). It hides nothing and proves nothing. */
export function sourceHash(text: string): string {
	let hash = 0xcbf29ce484222325n;
	for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
	return hash.toString(36);
}
