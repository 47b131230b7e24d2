/** What is said on a line: that it lives, that something changed (then it is over), or that it is over: the session has ended, or this browser has too many. */
export type Said = 'beat' | 'change' | 'end';

export type Line = {
	body: ReadableStream<Uint8Array>;
	/** @returns false where whoever listens has not taken what was said before: nothing is heaped up for them. */
	say(what: Said): boolean;
	close(): void;
};

/** A line that stays open. Nothing but these words is ever said on it: what is new stands on the page. `over` is called once, whoever ended it. */
export function aLine(over: () => void): Line {
	let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
	let isOver = false;
	const words = new TextEncoder();
	const close = () => {
		if (isOver) return;
		isOver = true;
		over();
		try {
			controller?.close();
		} catch {
			// Already shut from the other side.
		}
	};
	const body = new ReadableStream<Uint8Array>(
		{
			start: (one) => void (controller = one),
			cancel: () => close()
		},
		{ highWaterMark: 4 }
	);
	return {
		body,
		close,
		say(what) {
			if (isOver || (controller?.desiredSize ?? 0) <= 0) return false;
			controller?.enqueue(words.encode(`event: ${what}\ndata: -\n\n`));
			return true;
		}
	};
}
