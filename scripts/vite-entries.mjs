// Our own entries beside Kit's: the small page scripts, and the command line as a second server bundle.
/** @returns {import('vite').Plugin} */
export const clientScripts = () => ({
	name: 'waymark-client-scripts',
	apply: 'build',
	buildStart() {
		if (this.environment.name !== 'client') return;
		this.emitFile({ type: 'chunk', id: '/src/client/page.ts', fileName: '_app/page.js' });
		this.emitFile({ type: 'chunk', id: '/src/client/console.ts', fileName: '_app/console.js' });
	}
});
/** @returns {import('vite').Plugin} */
export const commandLine = () => ({ name: 'waymark-command-line', apply: 'build' });
