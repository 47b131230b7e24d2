const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-row]')];
const isWriting = (target: EventTarget | null): boolean =>
	target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;

/** Up and down go from row to row by way of the row's own link, so that Enter opens it as any link and a screen reader hears where it is. */
function move(event: KeyboardEvent): void {
	const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
	if (!step || isWriting(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
	const all = rows();
	const now = all.findIndex((row) => row.contains(document.activeElement));
	const link = all[now < 0 ? (step > 0 ? 0 : -1) : now + step]?.querySelector('a');
	if (!link) return;
	event.preventDefault();
	link.focus();
}

addEventListener('keydown', move);
