// A built house of its own for the journeys: a fresh folder, the invented people, a clock that stands still.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const dir = mkdtempSync(join(tmpdir(), 'waymark-house-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
Object.assign(process.env, {
	PORT: process.argv[2],
	HOST: '127.0.0.1',
	DATA_DIR: join(dir, 'data'),
	KEY_FILE: join(dir, 'keys', 'key'),
	FILMS_DIR: join(dir, 'films'),
	WAYMARK_MODE: 'demo',
	WAYMARK_NOW: '2026-06-10T10:00:00Z'
});
delete process.env.DATABASE_URL;
delete process.env.ORIGIN;
// One film in sign language, taken as a hub takes it.
const words = join(dir, 'words.txt');
writeFileSync(words, 'This is your day in court.\n\nA person at the door looks into your bag.\n');
const taken = spawnSync(process.execPath, ['build/cli.js', 'films', 'add', 'court-day', 'tests/e2e/film.webm', words], {
	encoding: 'utf8'
});
if (taken.status !== 0) throw new Error(taken.stderr);
await import('../../server.js');
