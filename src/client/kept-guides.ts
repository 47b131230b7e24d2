import { searchableGuides, searchGuides, type KeptGuide, type KeptGuides } from '#features/guides/domain/kept.ts';
import { dirOf, toPath } from '#shared/lang.ts';
import { filled, lookAgain, oneAtATime, sayGone } from './kept-page.ts';
import { dropGuides, guidesNow, isNewer, keepGuides } from './kept-store.ts';

const part = <Kind extends HTMLElement>(name: string) => document.querySelector<Kind>(`[data-guides-${name}]`);
const [state, said, error, none, list, newer] = [part('state'), part('said'), part('error'), part('none'), part('list'), part('newer')];
const form = part<HTMLFormElement>('keep');
const search = document.querySelector<HTMLInputElement>('[name=guides-search]');
const here = document.documentElement.lang;

let kept: KeptGuides | null = null;
let ready: ReturnType<typeof searchableGuides> = [];

/** A guide as a line that leads to it. Built with elements only. */
function line({ slug, title, summary, lang }: KeptGuide, of: KeptGuides['lang']): HTMLLIElement {
	const [item, link, more] = [document.createElement('li'), document.createElement('a'), document.createElement('span')];
	link.href = toPath(of, `/guides/${slug}`);
	link.textContent = title;
	more.className = 'meta';
	more.textContent = summary;
	if (lang !== here) Object.assign(item, { lang, dir: dirOf(lang) });
	item.append(link, more);
	return item;
}

/** Shows what fits the words in the field. They stay there: no address, no history, no request. */
function find(): void {
	if (!list) return;
	const found = kept ? searchGuides(ready, search?.value ?? '') : [];
	list.replaceChildren(...found.map((guide) => line(guide, kept?.lang ?? 'en')));
	if (said && kept)
		said.textContent = filled(found.length ? said.dataset.found : said.dataset.nothing, { found: found.length, all: kept.guides.length });
}

/** Puts what is kept, or that nothing is, on the page. Asked again whenever the page comes back: it may be gone by then. */
async function look(): Promise<void> {
	kept = await guidesNow();
	ready = kept ? searchableGuides(kept) : [];
	if (state) state.hidden = !kept;
	if (none) none.hidden = kept !== null;
	const dated = part('dated');
	if (dated && kept) {
		const names = JSON.parse(dated.dataset.names ?? '{}') as Record<string, string>;
		dated.textContent = filled(dated.dataset.words, {
			date: kept.date[here as keyof KeptGuides['date']],
			language: names[kept.lang] ?? ''
		});
	}
	find();
}

/** Once for each page that is opened. Said and not done: nothing changes under the eyes of somebody who reads (issue 7, part 6). */
async function askForNewer(): Promise<void> {
	if (newer && kept) newer.hidden = !(await isNewer(kept));
}

async function keep(): Promise<void> {
	if (error) error.textContent = '';
	if (said) said.textContent = said.dataset.busy ?? '';
	try {
		await keepGuides(form?.dataset.guidesKeep ?? 'en');
	} catch (fault) {
		if (said) said.textContent = '';
		const isFull = fault instanceof DOMException && fault.name === 'QuotaExceededError';
		if (error) error.textContent = (isFull ? error.dataset.full : error.dataset.away) ?? '';
		return look();
	}
	await look();
	if (newer) newer.hidden = true;
	if (said) said.textContent = said.dataset.kept ?? '';
	state?.focus();
}

async function remove(): Promise<void> {
	await dropGuides();
	await look();
	sayGone(said, none, form?.querySelector('button'));
}

/** The two pages of kept guides: one offers to keep them, one reads and searches them. */
export function watchGuides(): void {
	if (!form && !list) return;
	const once = oneAtATime();
	if (form) form.hidden = false;
	const without = part('without');
	if (without) without.hidden = true;
	form?.addEventListener('submit', once(keep));
	part('remove')?.addEventListener('submit', once(remove));
	search?.addEventListener('input', find);
	lookAgain(() => list?.replaceChildren(), look);
	void look().then(askForNewer);
}
