/** A text cut after the last sentence that fits, or after the last word; whole where it is short enough. Sentences end in any of our scripts. */
export function shorten(text: string, most = 180): string {
	const tidy = text.replace(/\s+/g, ' ').trim();
	if (tidy.length <= most) return tidy;
	const cut = tidy.slice(0, most).toWellFormed();
	const end = [...cut.matchAll(/[.!?؟۔](?=\s|$)/g)].at(-1);
	if (end && end.index > most / 3) return cut.slice(0, end.index + 1);
	return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).trimEnd()}…`;
}
