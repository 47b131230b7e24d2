// Our own entries beside Kit's: the small page scripts.
/** @returns {import('vite').Plugin} */
export const clientScripts = () => ({
	name: 'waymark-client-scripts',
	apply: 'build',
	enforce: 'pre',
	// What is kept on a device has to stand alone (scripts/budgets.mjs): what it needs of the house is its own copy, never a piece that it shares with a page.
	async resolveId(source, importer) {
		if (this.environment.name !== 'client' || !importer || !/\/src\/client\/kept|\?alone$/.test(importer)) return null;
		const found = await this.resolve(source, importer.replace('?alone', ''), { skipSelf: true });
		return found && !found.external ? `${found.id}?alone` : found;
	},
	buildStart() {
		if (this.environment.name !== 'client') return;
		this.emitFile({ type: 'chunk', id: '/src/client/page.ts', fileName: '_app/page.js' });
		this.emitFile({ type: 'chunk', id: '/src/client/console.ts', fileName: '_app/console.js' });
		this.emitFile({ type: 'chunk', id: '/src/client/passkey.ts', fileName: '_app/passkey.js' });
		this.emitFile({ type: 'chunk', id: '/src/client/kept.ts', fileName: '_app/kept.js' });
		this.emitFile({ type: 'chunk', id: '/src/client/read.ts', fileName: '_app/read.js' });
		this.emitFile({ type: 'chunk', id: '/src/client/live.ts', fileName: '_app/live.js' });
	}
});
