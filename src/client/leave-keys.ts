/** How long a press of Shift is remembered, in milliseconds. */
export const memory = 5000;

/** One key event. A mouse button or a touch comes as key "Pointer". `at` is in milliseconds, on any clock that only goes forward. */
export interface Stroke {
	key: string;
	isDown: boolean;
	/** Ctrl, Alt or Meta is held: part of a shortcut, or a change of keyboard. */
	isShortcut?: boolean;
	at: number;
}

/** What is remembered between strokes: clean presses of Shift so far, when the last one ended, and what the Shift held now has been used for. */
export interface Presses {
	count: number;
	at: number;
	held: 'no' | 'clean' | 'used';
}

export const none: Presses = { count: 0, at: 0, held: 'no' };

/**
 * Counts presses of Shift that did nothing else. Three of them, each at most five seconds after the one before, mean "leave now". Anything typed or clicked in
 * between, with Shift held or not, begins the count again, so that writing capital letters can never make the page go away. From S-05.
 */
export function press(before: Presses, { key, isDown, isShortcut = false, at }: Stroke): Presses {
	const { count, held } = before;
	if (key !== 'Shift') return isDown ? { count: 0, at, held: held === 'no' ? 'no' : 'used' } : before;
	if (isDown) return held === 'no' ? { ...before, held: isShortcut ? 'used' : 'clean' } : before;
	if (held !== 'clean' || isShortcut) return { ...before, held: 'no' };
	return { count: count > 0 && at - before.at <= memory ? count + 1 : 1, at, held: 'no' };
}
