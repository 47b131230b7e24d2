// Our own entries beside Kit's: the small page scripts.
/** @returns {import('vite').Plugin} */
export const clientScripts = () => ({
	name: 'waymark-client-scripts',
	apply: 'build',
	buildStart() {
		if (this.environment.name !== 'client') return;
		this.emitFile({ type: 'chunk', id: '/src/client/page.ts', fileName: '_app/page.js' });
		this.emitFile({ type: 'chunk', id: '/src/client/console.ts', fileName: '_app/console.js' });
		this.emitFile({ type: 'chunk', id: '/src/client/passkey.ts', fileName: '_app/passkey.js' });
		this.emitFile({ type: 'chunk', id: '/src/client/kept.ts', fileName: '_app/kept.js' });
	}
});
