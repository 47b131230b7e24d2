import type { AtRule, Declaration, Plugin } from 'postcss';

const names: Readonly<Record<string, string>> = {
	left: 'inset-inline-start',
	right: 'inset-inline-end',
	'border-top-left-radius': 'border-start-start-radius',
	'border-top-right-radius': 'border-start-end-radius',
	'border-bottom-left-radius': 'border-end-start-radius',
	'border-bottom-right-radius': 'border-end-end-radius'
};
const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'text-align': { left: 'start', right: 'end' },
	float: { left: 'inline-start', right: 'inline-end' },
	clear: { left: 'inline-start', right: 'inline-end' },
	'justify-content': { left: 'start', right: 'end' }
};
const boxes = new Set(['margin', 'padding', 'border-width', 'border-color', 'border-style']);

/** The logical name of a physical property, or the name as it came. */
export function logicalName(prop: string): string {
	const side = /^(margin|padding|border|scroll-margin|scroll-padding)-(left|right)(-\w+)?$/.exec(prop);
	if (side) return `${side[1]}-inline-${side[2] === 'left' ? 'start' : 'end'}${side[3] ?? ''}`;
	return names[prop] ?? prop;
}

/** Splits a shorthand at its top-level spaces, so that `calc(1px + 2px)` stays whole. */
export function partsOf(value: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let part = '';
	for (const letter of value) {
		depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
		if (letter !== ' ' || depth > 0) part += letter;
		else if (part) [parts[parts.length], part] = [part, ''];
	}
	return part ? [...parts, part] : parts;
}

/** `margin: 1px 2px 3px 4px` names left and right by place: it becomes one pair for the block, one for the line. */
function splitBox(rule: Declaration): void {
	const [top, right, bottom, left] = partsOf(rule.value);
	if (!top || !right || !bottom || !left || right === left) return;
	const [head, tail] = rule.prop.startsWith('border-') ? ['border', rule.prop.slice(6)] : [rule.prop, ''];
	rule.cloneBefore({ prop: `${head}-block${tail}`, value: `${top} ${bottom}` });
	rule.replaceWith(rule.clone({ prop: `${head}-inline${tail}`, value: `${left} ${right}` }));
}

function turn(rule: Declaration): void {
	const prop = logicalName(rule.prop);
	if (prop !== rule.prop) rule.prop = prop;
	const value = values[rule.prop]?.[rule.value];
	if (value) rule.value = value;
	if (boxes.has(rule.prop)) splitBox(rule);
}

const isStep = ({ parent }: Declaration): boolean =>
	parent?.parent?.type === 'atrule' && (parent.parent as AtRule).name.endsWith('keyframes');

/** PostCSS step: left and right become the start and the end of the line, so that Arabic mirrors without a second sheet (DESIGN §3). */
export const logical = (): Plugin => ({
	postcssPlugin: 'logical',
	OnceExit(root) {
		root.walkDecls((rule) => {
			if (!isStep(rule)) turn(rule);
		});
	}
});
