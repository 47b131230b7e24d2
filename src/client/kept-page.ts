/** A text of the page with its values filled in. */
export const filled = (text = '', words: Record<string, string | number>): string =>
	text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(words[name] ?? ''));

/** Makes what a form does: never twice at once, and nothing is sent. */
export function oneAtATime() {
	let isBusy = false;
	return (work: () => Promise<void>) => (event: Event) => {
		event.preventDefault();
		if (isBusy) return;
		isBusy = true;
		void work().finally(() => (isBusy = false));
	};
}

/** Says that what was kept is gone: where the page that reads it has nothing left to say it in, in the part that says that nothing is kept. */
export function sayGone(said: HTMLElement | null, none: HTMLElement | null, next?: HTMLElement | null): void {
	const words = said?.dataset.removed ?? '';
	const left = none?.querySelector('p') ?? said;
	if (left) left.textContent = words;
	(none ?? next)?.focus();
}

/** A page taken out of memory shows nothing that has been removed since, in this tab or another. */
export function lookAgain(hide: () => void, look: () => Promise<void>): void {
	addEventListener('pagehide', hide);
	addEventListener('pageshow', (event) => event.persisted && void look());
	document.addEventListener('visibilitychange', () => document.hidden || void look());
}
