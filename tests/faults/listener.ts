import { request } from 'node:http';
import type { House } from '../server/house.ts';

/** An open page's line to a house: what was said on it, and when it was over. */
export type Listener = { status: number; said: string[]; over: Promise<number>; hears(what: string): Promise<number>; hang(): void };

/** Asks for the line as a browser's EventSource does. @returns once it has answered. */
export function listenTo({ port }: Pick<House, 'port'>, path: string, cookie: string): Promise<Listener> {
	return new Promise((done, failed) => {
		const headers = { host: `localhost:${port}`, accept: 'text/event-stream', 'accept-encoding': 'gzip, br', cookie };
		const said: string[] = [];
		const waits: { what: string; heard: (at: number) => void }[] = [];
		let end: (at: number) => void = () => {};
		const over = new Promise<number>((resolve) => (end = resolve));
		const req = request({ host: '127.0.0.1', port, path, headers, agent: false }, (res) => {
			let rest = '';
			res.on('data', (piece: Buffer) => {
				rest += piece.toString();
				for (let at = rest.indexOf('\n\n'); at >= 0; at = rest.indexOf('\n\n')) {
					const what = /^event: (\w+)$/m.exec(rest.slice(0, at))?.[1] ?? '';
					rest = rest.slice(at + 2);
					said.push(what);
					for (const wait of waits.filter((one) => one.what === what)) wait.heard(performance.now());
				}
			});
			for (const event of ['end', 'error', 'close']) res.on(event, () => end(performance.now()));
			const hears = (what: string) =>
				said.includes(what)
					? Promise.resolve(performance.now())
					: new Promise<number>((heard, no) => {
							const late = setTimeout(() => no(new Error(`not heard: ${what}; said: ${said.join(' ')}`)), 15_000);
							waits.push({ what, heard: (at) => (clearTimeout(late), heard(at)) });
						});
			done({ status: res.statusCode ?? 0, said, over, hears, hang: () => void req.destroy() });
		});
		req.on('error', failed);
		req.end();
	});
}
