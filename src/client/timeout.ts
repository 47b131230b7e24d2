import { goBlank } from './leave.ts';

/** Puts the end of the session off. Answers whether the server agreed. */
async function stay(form: HTMLFormElement): Promise<boolean> {
	const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), redirect: 'manual' }).catch(() => undefined);
	return answer?.ok ?? false;
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
	const tabs = new BroadcastChannel('seen');
	let end = 0;
	const show = (isShown: boolean, isLocked: boolean) => {
		box.hidden = !isShown;
		main.hidden = form.hidden = isLocked;
		if (lock) lock.hidden = !isLocked;
		if (isShown) box.focus();
	};
	const begin = () => {
		end = Date.now() + Number(timeout) * 1000;
		show(false, false);
	};
	const look = () => {
		const left = end - Date.now();
		if (left <= 0 && !lock) goBlank(ended);
		else if (left <= 0 && !main.hidden) show(true, true);
		else if (left <= Number(warn) * 1000 && box.hidden) show(true, false);
	};
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const text = box.querySelector('p');
		if (await stay(form)) {
			begin();
			tabs.postMessage(who);
		} else if (text) text.textContent = failed;
	});
	tabs.onmessage = ({ data }) => {
		if (data === who) begin();
	};
	tabs.postMessage(who);
	begin();
	setInterval(look, 5000);
	addEventListener('visibilitychange', look);
}
