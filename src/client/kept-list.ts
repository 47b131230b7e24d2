import { searchable, searchKept, type KeptArea, type KeptService, type Searchable } from '#features/directory/domain/kept.ts';

type Fill = (name: string, fill: (at: HTMLElement) => boolean) => void;

/** Text in the language of the page; where there is only English, marked as English and read from the left. */
function say(at: HTMLElement, { does }: KeptService, lang: string): boolean {
	const own = does[lang as keyof typeof does];
	if (!own) Object.assign(at, { lang: 'en', dir: 'ltr' });
	at.textContent = own ?? does.en ?? '';
	return at.textContent !== '';
}

function line(...parts: (Node | string)[]): HTMLLIElement {
	const item = document.createElement('li');
	item.append(...parts);
	return item;
}

function numbers(at: HTMLElement, { phones }: KeptService): boolean {
	for (const { number, dial, about } of phones) {
		const [link, shown, what] = [document.createElement('a'), document.createElement('bdi'), document.createElement('bdi')];
		shown.dir = 'ltr';
		shown.textContent = number;
		what.textContent = about ? `(${about})` : '';
		link.href = `tel:${dial}`;
		link.append(shown);
		at.append(line(link, ' ', what));
	}
	return phones.length > 0;
}

/** What leads to a site and does nothing else. */
function site(at: HTMLElement, { url }: KeptService): boolean {
	if (!url || !/^https?:\/\//i.test(url)) return false;
	(at as HTMLAnchorElement).href = url;
	at.textContent = `${at.textContent}: ${new URL(url).host}`;
	return true;
}

/** One service as the page's own pattern shows it. What it does not say is left out, with the line it would stand in. */
function shown(service: KeptService, pattern: HTMLTemplateElement, ways: Record<string, string>, lang: string): Node {
	const item = pattern.content.cloneNode(true) as DocumentFragment;
	const fill: Fill = (name, fillIn) => {
		const at = item.querySelector<HTMLElement>(`[data-part=${name}]`);
		if (at && !fillIn(at)) (at.closest('p') ?? at).remove();
	};
	const text = (words: string) => (at: HTMLElement) => {
		at.textContent = words;
		return words !== '';
	};
	const hours = service.hours[lang as keyof KeptService['hours']] ?? service.hours.en;
	fill('name', text(service.name));
	fill('by', text(service.by ?? ''));
	fill('shut', () => service.isShutForNow === true);
	fill('does', (at) => say(at, service, lang));
	fill('phones', (at) => numbers(at, service));
	fill('when', (at) => {
		at.querySelector('ul')?.append(...hours.map((each) => line(each)));
		return hours.length > 0;
	});
	fill('ways', text(service.ways.flatMap((way) => ways[way] ?? []).join(' · ')));
	fill('url', (at) => site(at, service));
	return item;
}

/** Makes what shows the services that fit some words, and answers how many they are. Built with elements only: nothing of an entry is ever read as markup. */
export function listShower(list: HTMLElement | null, pattern: HTMLTemplateElement | null, lang: string) {
	const ways = JSON.parse(list?.dataset.ways ?? '{}') as Record<string, string>;
	let ready: { of: KeptArea; index: Searchable } | null = null;
	return (kept: KeptArea | null, typed: string): number => {
		if (!list || !pattern) return 0;
		if (!kept) ready = null;
		else if (ready?.of !== kept) ready = { of: kept, index: searchable(kept) };
		const found = ready ? searchKept(ready.index, typed) : [];
		list.replaceChildren(...found.map((service) => shown(service, pattern, ways, lang)));
		return found.length;
	};
}
