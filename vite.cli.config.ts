import { defineConfig } from 'vite';

/** The command line as one file: what can be bundled is, so that it starts quickly. */
export default defineConfig({
	build: {
		ssr: 'src/cli/main.ts',
		outDir: 'build',
		emptyOutDir: false,
		rollupOptions: { output: { entryFileNames: 'cli.js', chunkFileNames: 'cli/[name]-[hash].js' } }
	},
	ssr: { noExternal: true, external: ['@electric-sql/pglite'] },
	publicDir: false
});
