import { log } from '../log.ts';

/** A connection that listens. */
export type Listening = { beat(): Promise<void>; end(): void };
type Times = { first: number; longest: number; beat: number };
const usual: Times = { first: 250, longest: 8000, beat: 10_000 };

/**
 * Keeps one listening connection open: made again when it ends, each time later up to 8 seconds, and asked every 10 seconds whether it still answers. After each break `gap` is called, because
 * what was told meanwhile was told to nobody. It waits for nobody: a house whose database is away opens its doors all the same.
 * @returns how to stop it.
 */
export function keepListening(open: (gone: () => void) => Promise<Listening>, gap: () => void, times: Times = usual): () => Promise<void> {
	let [isStopping, tries, isFirst] = [false, 0, true];
	let [line, timer, beats]: [Listening | null, NodeJS.Timeout | undefined, NodeJS.Timeout | undefined] = [null, undefined, undefined];
	const again = () => {
		clearInterval(beats);
		line = null;
		if (isStopping) return;
		clearTimeout(timer);
		timer = setTimeout(() => void start(), Math.min(times.longest, times.first * 2 ** tries++));
		timer.unref();
	};
	const start = async () => {
		try {
			const mine = await open(again);
			line = mine;
			if (isStopping) return mine.end();
			beats = setInterval(() => void mine.beat(), times.beat);
			beats.unref();
			tries = 0;
			if (!isFirst) gap();
			isFirst = false;
		} catch {
			// `open` called `again` as it failed.
			log({ event: 'live.deaf', fault: 'Away' });
			isFirst = false;
		}
	};
	const starting = start();
	return async () => {
		isStopping = true;
		clearTimeout(timer);
		clearInterval(beats);
		await starting;
		line?.end();
	};
}
