import type { Plugin } from 'postcss';

/** Colours that govuk-frontend writes out in the components we keep, and what stands for them here. */
const literals: Readonly<Record<string, string>> = {
	'#f3f3f3': 'var(--hover)',
	'#cecece': 'var(--line)',
	'#ffffff': 'var(--sheet)',
	'#651b1b': 'var(--error)',
	white: 'var(--sheet)'
};

/** Parts that come along with a kept component and carry GOV.UK's colours; our own tag stands in their place. */
const dropped = /\.govuk-tag\b/;

/** The value without GOV.UK's fall-back colours: dark mode and print would otherwise keep a colour that is not ours. */
export function ourColour(value: string): string {
	const bare = value.replace(/var\((--govuk-[\w-]+),\s*(?:#[0-9a-f]+|[a-z]+)\)/gi, 'var($1)');
	return bare.replace(/#[0-9a-f]{6}\b|\bwhite\b(?!-)/gi, (literal) => literals[literal.toLowerCase()] ?? literal);
}

/** PostCSS step: our tokens in place of every literal colour of govuk-frontend (DESIGN §9). Our own tokens are custom properties and stay. */
export const brand = (): Plugin => ({
	postcssPlugin: 'brand',
	OnceExit(root) {
		root.walkRules((rule) => {
			if (rule.selectors.every((selector) => dropped.test(selector))) rule.remove();
		});
		root.walkDecls((rule) => {
			if (!rule.prop.startsWith('--')) rule.value = ourColour(rule.value);
		});
	}
});
