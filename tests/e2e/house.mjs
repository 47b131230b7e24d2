// A built house of its own for the journeys: a fresh folder, the invented people, a clock that stands still.
import { mkdtempSync, rmSync } from 'node:fs';
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
	WAYMARK_MODE: 'demo',
	WAYMARK_NOW: '2026-06-10T10:00:00Z'
});
delete process.env.DATABASE_URL;
delete process.env.ORIGIN;
await import('../../server.js');
