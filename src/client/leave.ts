import { dropCache } from '#shared/drop-cache.ts';
import { memory, none, press } from './leave-keys.ts';

const root = document.documentElement;
let isLeaving = false;

/** Is the page on its way out? Then nothing may ask or hold it up. */
export const leaving = (): boolean => isLeaving;

/** Empties the screen in the same task, then goes to the address without keeping this page in the history (S-02). With the network down the empty page stays (S-06). */
export function goBlank(to: string, words = ''): void {
	isLeaving = true;
	const cover = document.createElement('div');
	cover.className = 'gone';
	cover.setAttribute('role', 'alert');
	cover.textContent = words;
	document.body.replaceChildren(cover);
	document.title = words || ' ';
	location.replace(to);
}

/**
 * Leave now. What this device was asked to keep goes in the same breath (P18): the server's word to empty the browser does not arrive without a network. The names
 * stand here too (shared/kept.ts has them), because this script is one file.
 */
function leaveNow(words = ''): void {
	goBlank('/leave', words);
	if ('caches' in window) for (const name of ['kept', 'kept-guides']) dropCache(name).catch(() => undefined);
}

function listenForKeys(aside: HTMLElement): void {
	const status = aside.querySelector('[role=status]');
	const { twice, once, expired, leaving: gone } = aside.dataset;
	let presses = none;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const show = (words = '') => {
		if (status) status.textContent = words;
		if (presses.count) aside.dataset.count = `${presses.count}`;
		else delete aside.dataset.count;
	};
	const forget = () => {
		presses = { ...presses, count: 0 };
		show(expired);
	};
	const hear = (key: string, isDown: boolean, event: KeyboardEvent | PointerEvent) => {
		const before = presses.count;
		presses = press(presses, { key, isDown, isShortcut: event.ctrlKey || event.altKey || event.metaKey, at: event.timeStamp });
		if (presses.count === 3) return leaveNow(gone);
		if (presses.count === before) return;
		clearTimeout(timer);
		if (!presses.count) return forget();
		show(presses.count === 1 ? twice : once);
		timer = setTimeout(forget, memory);
	};
	for (const type of ['keydown', 'keyup'] as const) addEventListener(type, (event) => hear(event.key, type === 'keydown', event), true);
	addEventListener('pointerdown', (event) => hear('Pointer', true, event), true);
}

/** Leave now: every link marked for it, and three times Shift (S-05). A private page is blank before it can be shown again from memory (S-04). */
export function watchLeaving(): void {
	const aside = document.querySelector<HTMLElement>('[data-leave-keys]');
	addEventListener('click', (event) => {
		const link = event.target instanceof Element && event.target.closest('[data-leave]');
		if (!link) return;
		event.preventDefault();
		leaveNow(aside?.dataset.leaving);
	});
	if (aside) listenForKeys(aside);
	// "Hide now": nothing is seen from this moment; the form itself goes on to the server (P24). Its name in the tab says nothing either.
	addEventListener('submit', ({ target }) => {
		if (!(target instanceof HTMLFormElement) || !target.matches('[data-hide]')) return;
		root.classList.add('blank');
		document.title = ' ';
	});
	addEventListener('pageswap', ({ viewTransition }) => {
		if (isLeaving) viewTransition?.skipTransition();
	});
	addEventListener('pagehide', () => {
		if (isLeaving || document.querySelector('[data-private]')) root.classList.add('blank');
	});
	addEventListener('pageshow', (event) => {
		if (event.persisted && root.classList.contains('blank')) location.reload();
	});
}
