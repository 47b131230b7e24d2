import { goBlank } from './leave.ts';

/** Puts the end of the session off. Answers how many seconds it now lives; none where the server did not agree. */
async function stay(form: HTMLFormElement): Promise<number> {
	const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), redirect: 'manual' }).catch(() => undefined);
	return answer?.ok ? Number(await answer.text()) : 0;
}

/**
 * Says in time that the session will end, and empties the page when it has ended: what stands on a screen that nobody watches is not safe any more.
 * Where the page has a lock (the console), it is hidden instead, and a half-written note waits in memory until the same worker has signed in again (P19).
 * Times are taken from the clock, not counted, because a sleeping phone counts nothing. Another tab of the same account starts the time again.
 */
export function watchTimeout(): void {
	const box = document.querySelector<HTMLElement>('[data-timeout]');
	const form = box?.querySelector('form');
	const main = document.querySelector('main');
	if (!box || !form || !main) return;
	const { timeout, warn, ended = '/', failed = '', who = '' } = box.dataset;
	const lock = box.querySelector<HTMLElement>('[data-lock]');
	const text = box.querySelector('p');
	const said = text?.textContent ?? '';
	const tabs = new BroadcastChannel('seen');
	let end = 0;
	const show = (isShown: boolean, isLocked: boolean) => {
		box.hidden = !isShown;
		main.hidden = form.hidden = isLocked;
		if (lock) lock.hidden = !isLocked;
		if (isShown) box.focus();
	};
	const begin = (until: number) => {
		end = until;
		if (text) text.textContent = said;
		show(false, false);
	};
	const tell = (until: number) => tabs.postMessage({ who, until });
	const look = () => {
		const left = end - Date.now();
		if (left <= 0 && !lock) goBlank(ended);
		else if (left <= 0 && !main.hidden) show(true, true);
		else if (left > 0 && left <= Number(warn) * 1000 && box.hidden) show(true, false);
	};
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const seconds = await stay(form);
		// Close to the longest time there is, nothing can be put off any more.
		if (seconds <= Number(warn)) {
			if (text) text.textContent = failed;
			return;
		}
		begin(Date.now() + seconds * 1000);
		tell(end);
	});
	tabs.onmessage = ({ data }: MessageEvent<{ who: string; until: number }>) => {
		if (!who || data.who !== who) return;
		begin(data.until);
		look();
	};
	// "Hide now" hides the other tabs as well.
	addEventListener('submit', ({ target }) => {
		if (who && target instanceof Element && target.matches('[data-hide]')) tabs.postMessage({ who, until: 0 });
	});
	begin(Date.now() + Number(timeout) * 1000);
	if (who) tell(end);
	setInterval(look, 5000);
	addEventListener('visibilitychange', look);
}
