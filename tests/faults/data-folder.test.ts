import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rounds } from './cluster.ts';

type Holder = { child: ChildProcess; said: string; code: number | null };
const started: ChildProcess[] = [];
let folder = '';
let dataDir = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'waymark-lock-'));
	dataDir = join(folder, 'pglite');
});
afterEach(() => {
	for (const child of started.splice(0)) child.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});

/** Starts one that wants the folder, and waits until it has it or was refused. */
function aHolder(): Promise<Holder> {
	const child = spawn(process.execPath, ['tests/faults/holder.ts', dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
	started.push(child);
	let said = '';
	child.stderr.on('data', (text) => void (said += String(text)));
	return Promise.race([
		once(child.stdout, 'data').then(() => ({ child, said: 'holds', code: null })),
		once(child, 'close').then(([code]) => ({ child, said, code: code as number }))
	]);
}

describe('one data folder, one process', () => {
	it('refuses the second with exit code 3 and one line that names the first', async () => {
		const first = await aHolder();
		const second = await aHolder();
		expect(first.said).toBe('holds');
		expect(second.code).toBe(3);
		expect(second.said.trimEnd().split('\n')).toEqual([expect.stringContaining(`in use by process ${first.child.pid}.`)]);
	});

	it('is free again when its holder was killed with -9', async () => {
		const first = await aHolder();
		first.child.kill('SIGKILL');
		await once(first.child, 'close');
		expect((await aHolder()).said).toBe('holds');
	});

	it('goes to exactly one of several that start at once after their holder was killed', async () => {
		for (let round = 0; round < rounds(2, 50); round++) {
			const dead = await aHolder();
			expect(dead.said).toBe('holds');
			dead.child.kill('SIGKILL');
			await once(dead.child, 'close');
			const all = await Promise.all(Array.from({ length: 5 }, aHolder));
			expect(all.map(({ said }) => said).filter((said) => said === 'holds')).toEqual(['holds']);
			for (const { child } of all) child.kill('SIGKILL');
			await Promise.all(all.filter(({ code }) => code === null).map(({ child }) => once(child, 'close')));
		}
	});
});
