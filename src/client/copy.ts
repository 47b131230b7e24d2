/** "Copy number": shown only where the script runs and the browser lets pages copy. What was copied is said in its place. */
export function offerCopies(): void {
	if (!navigator.clipboard) return;
	for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
		button.hidden = false;
		button.addEventListener('click', () => {
			void navigator.clipboard.writeText(button.dataset.copy ?? '').then(() => {
				button.setAttribute('role', 'status');
				button.textContent = button.dataset.copied ?? '';
			});
		});
	}
}
