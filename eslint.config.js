import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default defineConfig(
	globalIgnores(['build', '.svelte-kit', 'node_modules', 'drizzle', 'test-results', '.data', 'docs/screenshots']),
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	prettier,
	svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			// Written on purpose: a space between two inline pieces, which formatting would otherwise lose.
			'svelte/no-useless-mustaches': 'off',
			'svelte/no-unused-svelte-ignore': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }]
		}
	},
	{ files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser } } },
	{
		files: ['src/**'],
		ignores: ['**/*.test.ts', 'src/cli/**'],
		rules: {
			'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
			'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
			'no-console': 'error',
			'no-restricted-syntax': [
				'error',
				{ selector: "CallExpression[callee.property.name='changeLanguage']", message: 'One translator per language: wordsFor(lang).' },
				{
					selector: "MemberExpression[object.name='process'][property.name='env']",
					message: 'Settings are read once, in src/server/settings.ts.'
				}
			],
			// Every address of this site is written by `to()`, which knows the language; Kit's resolve() does not.
			'svelte/no-navigation-without-resolve': 'off',
			'svelte/no-at-html-tags': 'error'
		}
	},
	{ files: ['src/server/settings.ts'], rules: { 'no-restricted-syntax': 'off' } }
);
