import type { KeptArea } from '#features/directory/domain/kept.ts';
import { watchGuides } from './kept-guides.ts';
import { dropKept, isAbleToKeep, keepList, keptNow } from './kept-store.ts';
import { listShower } from './kept-list.ts';
import { filled, lookAgain, oneAtATime, sayGone } from './kept-page.ts';

const part = <Kind extends HTMLElement>(name: string) => document.querySelector<Kind>(`[data-kept-${name}]`);

const [state, said, error] = [part('state'), part('said'), part('error')];
const form = part<HTMLFormElement>('keep');
const without = part('without');
const none = part('none');
const search = document.querySelector<HTMLInputElement>('[name=kept-search]');
const showList = listShower(part('list'), part<HTMLTemplateElement>('item'), document.documentElement.lang);

let kept: KeptArea | null = null;

/** Puts what is kept, or that nothing is, on the page. Asked again whenever the page comes back: it may be gone by then. */
async function look(): Promise<void> {
	kept = await keptNow();
	const { lang } = document.documentElement as { lang: keyof KeptArea['date'] };
	if (state) state.hidden = !kept;
	if (none) none.hidden = kept !== null;
	const dated = part('dated');
	const words = { date: kept?.date[lang] ?? kept?.date.en ?? '', area: kept?.names[lang] ?? kept?.names.en ?? '' };
	if (dated) dated.textContent = filled(dated.dataset.words, words);
	const area = part('area');
	if (area) area.textContent = words.area;
	const again = part<HTMLAnchorElement>('again');
	if (again && kept) again.search = `?a=${kept.code}`;
	find();
}

/** Shows what fits the words in the field. They stay there: no address, no history, no request. */
function find(): void {
	if (!search) return;
	const shown = showList(kept, search.value);
	if (!said || !kept) return;
	said.textContent = filled(shown ? said.dataset.found : said.dataset.nothing, { found: shown, all: kept.services.length });
}

function complain(words = ''): void {
	if (error) error.textContent = words;
}

async function keep(area: string): Promise<void> {
	if (!area) return complain(error?.dataset.pick);
	complain();
	try {
		await keepList(area);
	} catch {
		return complain(error?.dataset.away);
	}
	await look();
	if (said) said.textContent = said.dataset.kept ?? '';
	state?.focus();
}

async function remove(): Promise<void> {
	await dropKept();
	await look();
	sayGone(said, none, form?.querySelector('button'));
}

function listen(): void {
	const once = oneAtATime();
	form?.addEventListener(
		'submit',
		once(() => keep(form.querySelector('select')?.value ?? ''))
	);
	part('remove')?.addEventListener('submit', once(remove));
	search?.addEventListener('input', find);
	lookAgain(() => showList(null, ''), look);
}

if (isAbleToKeep()) {
	watchGuides();
	if (form) form.hidden = false;
	if (without) without.hidden = true;
	if (form || search) {
		listen();
		void look();
	}
}
