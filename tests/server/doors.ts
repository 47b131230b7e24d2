import { saidBy, type Said } from '#server/http/guard.ts';
import { areaOf, type Area } from '#server/http/area.ts';

/** One way into the house: a page, one action of a page, or one verb of an endpoint. */
export type OneDoor = { label: string; address: string; area: Area; verb: string; action: string | null; said: Said };

type Module = Record<string, unknown> & { load?: object; actions?: Record<string, object> };
const loads = import.meta.glob<Module>('/src/routes/**/+page.server.ts', { eager: true });
const endpoints = import.meta.glob<Module>('/src/routes/**/+server.ts', { eager: true });
const screens = Object.keys(import.meta.glob('/src/routes/**/+page.svelte'));
const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'fallback'];

/** '/src/routes/[[lang=lang]]/(console)/console/cases/[id]/+page.svelte' is '/console/cases/[id]'. A piece with a matcher keeps its name only. */
const addressOf = (file: string): string =>
	file
		.replace('/src/routes', '')
		.replace(/\/\+[^/]+$/, '')
		.replace(/\/(\[\[[^/]*\]\]|\([^/]*\))/g, '')
		.replace(/=\w+\]/g, ']') || '/';

function saidOf(fn: object | undefined, label: string): Said {
	const said = fn ? saidBy(fn) : { kind: 'public' as const };
	if (!said) throw new Error(`${label} did not come through src/server/http/guard.ts`);
	return said;
}

function doorsOfPage(screen: string): OneDoor[] {
	const address = addressOf(screen);
	const { load, actions } = loads[screen.replace('.svelte', '.server.ts')] ?? {};
	const one = (verb: string, action: string | null, fn?: object): OneDoor => {
		const label = `${verb} ${address}${action && action !== 'default' ? `?/${action}` : ''}`;
		return { label, address, area: areaOf(address), verb, action, said: saidOf(fn, label) };
	};
	return [one('GET', null, load), ...Object.entries(actions ?? {}).map(([name, fn]) => one('POST', name, fn))];
}

/** Every door of the house, found by its file: a new one is in every test of this folder without a line of its own. */
export const doors: readonly OneDoor[] = [
	...screens.flatMap(doorsOfPage),
	...Object.entries(endpoints).flatMap(([file, module]) =>
		verbs.flatMap((verb) => {
			const [fn, address] = [module[verb], addressOf(file)];
			const label = `${verb} ${address}`;
			return typeof fn === 'function' ? [{ label, address, area: areaOf(address), verb, action: null, said: saidOf(fn, label) }] : [];
		})
	)
].toSorted((one, other) => one.label.split(' ')[1]?.localeCompare(other.label.split(' ')[1] ?? '') || one.verb.localeCompare(other.verb));
