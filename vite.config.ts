import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { guides } from './scripts/guides/vite-guides.mjs';
import { clientScripts } from './scripts/vite-entries.mjs';

const isLong = Boolean(process.env.WAYMARK_LONG);
// Tests that put something else in the place of a module or of a setting, or that start and kill processes: each has modules of its own. The others share them, which
// saves a minute, and reach each other through nothing but what a module holds (`--sequence.shuffle.files` finds what would).
const apart = [
	'tests/{faults,server}/**/*.test.ts',
	'tests/cases/{restricted-doors,keys}.test.ts',
	'src/server/crypto/key-file-change.test.ts',
	'src/server/db/listen.test.ts',
	'src/server/live/streams.test.ts',
	'src/service-worker/index.test.ts'
];

export default defineConfig({
	plugins: [
		clientScripts(),
		guides(),
		sveltekit({
			adapter: adapter(),
			csp: {
				// Pages without framework script carry the fixed policy of server.js; this one serves the single page that hydrates (docs/decisions).
				mode: 'auto',
				directives: {
					'default-src': ['none'],
					'script-src': ['self'],
					'style-src': ['self'],
					'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
					'img-src': ['self', 'data:'],
					'connect-src': ['self'],
					'manifest-src': ['self'],
					'worker-src': ['self'],
					'base-uri': ['none'],
					'form-action': ['self'],
					'frame-ancestors': ['none'],
					'require-trusted-types-for': ['script'],
					'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url', 'waymark']
				}
			},
			serviceWorker: { register: false }
		})
	],
	test: {
		environment: 'node',
		// Only here: a project's own number is not read.
		maxWorkers: 2,
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts', 'tests/{architecture,golden,sql}/**/*.test.ts'],
					exclude: apart,
					isolate: false,
					testTimeout: isLong ? 300_000 : 20_000
				}
			},
			{
				extends: true,
				test: {
					name: 'use cases',
					include: ['tests/{cases,roles}/**/*.test.ts'],
					exclude: apart,
					isolate: false,
					globalSetup: ['tests/database/engines.ts'],
					testTimeout: isLong ? 300_000 : 60_000,
					hookTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					name: 'apart',
					include: apart,
					globalSetup: ['tests/database/engines.ts'],
					testTimeout: isLong ? 300_000 : 60_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
