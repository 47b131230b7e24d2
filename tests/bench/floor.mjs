import { fork } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from './serving.mjs';

/** The floor: bare node:http with the same bytes, brotli of the same quality and two queries, in a process of its own. @param {string | null} url @param {Buffer} page */
export async function startFloor(url, page) {
	const port = await freePort();
	const child = fork(join(import.meta.dirname, 'floor-server.mjs'), { serialization: 'advanced' });
	await new Promise((ready) => {
		child.once('message', ready);
		child.send({ port, url, page });
	});
	return {
		url: `http://127.0.0.1:${port}`,
		pid: /** @type {number} */ (child.pid),
		stop: () =>
			new Promise((done) => {
				child.once('exit', done);
				child.kill('SIGTERM');
			})
	};
}
