// Says that there is something new, and shows nothing of it: nothing moves by itself under anybody's eyes or hands. Without script the page is as it was loaded, as every page is.
const box = document.querySelector<HTMLElement>('[data-live]');
const note = box?.querySelector('template');

/** When the page, as it stands, was asked for; afterwards when it was last heard that the line lives. */
let since = performance.getEntriesByType('navigation').map((one) => (one as PerformanceNavigationTiming).requestStart)[0] ?? 0;
let line: EventSource | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let tries = 0;
let isOver = false;

function close(): void {
	clearTimeout(timer);
	line?.close();
	line = undefined;
}

function tell(): void {
	isOver = true;
	close();
	if (!box || !note) return;
	box.append(note.content.cloneNode(true));
	const link = box.querySelector('a');
	// The page as it was asked for, with what stands behind its address.
	if (link) link.href = location.pathname + location.search;
}

/** A line that broke is asked for again, later each time; one that the house has ended is not. */
function open(address: string): void {
	if (line || isOver) return;
	const age = Math.round(performance.now() - since);
	line = new EventSource(`${address}${address.includes('?') ? '&' : '?'}age=${age}`);
	line.addEventListener('beat', () => {
		since = performance.now();
		tries = 0;
	});
	line.addEventListener('change', tell);
	line.addEventListener('end', () => {
		isOver = true;
		close();
	});
	line.onerror = () => {
		// Refused again and again: the session is over, or the house is; the page itself says which.
		if (line?.readyState === EventSource.CLOSED && tries > 5) isOver = true;
		close();
		if (isOver) return;
		timer = setTimeout(() => open(address), Math.min(60_000, 2000 * 2 ** tries++) * (0.5 + Math.random()));
	};
}

const address = box?.dataset.live;
if (address && note) {
	open(address);
	addEventListener('pagehide', close);
	addEventListener('pageshow', (event) => {
		if (event.persisted) open(address);
	});
	// Leaving, or hiding: the line is gone before the page is.
	addEventListener('submit', ({ target }) => {
		if (target instanceof Element && target.matches('[data-hide]')) close();
	});
	new MutationObserver(() => {
		if (!box?.isConnected) close();
	}).observe(document.body, { childList: true });
}
