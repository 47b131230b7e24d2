import { leaving } from './leave.ts';

type Typed = HTMLInputElement | HTMLTextAreaElement;

/** A form that came back with errors holds text that was never taken in: `data-guard="kept"` says so. */
const isUnsent = (form: HTMLFormElement): boolean =>
	[...form.querySelectorAll<Typed>('textarea, input[type=text]')].some(
		({ value, defaultValue }) => value.trim() !== '' && (value !== defaultValue || form.dataset.guard === 'kept')
	);

/** Asks before text is lost that was typed into a guarded form. The browser's own words are used; "Leave now" never asks. */
export function guardUnsent(): void {
	let isSending = false;
	addEventListener('submit', () => (isSending = true));
	addEventListener('beforeunload', (event) => {
		const isLost = !isSending && !leaving() && [...document.querySelectorAll<HTMLFormElement>('form[data-guard]')].some(isUnsent);
		if (isLost) event.preventDefault();
	});
}
