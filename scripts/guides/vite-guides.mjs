// Turns the Markdown of guides into data while the house is built: no reader of Markdown runs where people read.
import { readFile } from 'node:fs/promises';
import { parseGuide } from './parse.mjs';

/** `x.md?front` is what stands over the text, `x.md?text` is the text. @returns {import('vite').Plugin} */
export const guides = () => ({
	name: 'waymark-guides',
	async load(id) {
		// Where a number comes from stays with the server: what a browser loads names no other address (S-34).
		if (this.environment.name === 'client' && /\/features\/guides\/facts\/[\w-]+\.json$/.test(id)) {
			const rows = /** @type {{ source: string }[]} */ (JSON.parse(await readFile(id, 'utf8')));
			return JSON.stringify(rows.map(({ source: _, ...shown }) => shown));
		}
		const [, file, part] = /^(.*\/locales\/[a-z]+\/guides\/[\w.-]+\.md)\?(front|text)$/.exec(id) ?? [];
		if (!file) return null;
		this.addWatchFile(file);
		try {
			const { front, blocks, hash } = parseGuide(await readFile(file, 'utf8'));
			return `export default ${JSON.stringify(part === 'front' ? { ...front, hash } : { blocks, hash })}`;
		} catch (fault) {
			throw new SyntaxError(`${file}: ${fault instanceof Error ? fault.message : String(fault)}`, { cause: fault });
		}
	}
});
