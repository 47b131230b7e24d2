// A process of its own with eight writers that never stop: the one whose life, waits and acknowledged writes the kill tests look at.
import { memoryKeys } from '#server/crypto/key-file.ts';
import { createDb } from '#server/db/as.ts';
import { openEngine } from '#server/db/client.ts';
import { newId } from '#server/db/keyring.ts';
import { appendAudit, appendOutbox } from '#server/db/queries/house.ts';
import type { HubId } from '#shared/ids.ts';

const [url = '', hub = ''] = process.argv.slice(2);
const db = createDb(await openEngine({ url }), memoryKeys());
let isStopping = false;
process.on('message', (word) => {
	if (word === 'stop') isStopping = true;
});

async function write(): Promise<void> {
	const [id, now] = [newId(new Date()), new Date()];
	const started = performance.now();
	try {
		await db.as({ kind: 'job', hub: hub as HubId }, now, async (tx) => {
			await appendOutbox(tx, 'test.written', { id });
			await appendAudit(tx, { action: 'case.viewed' }, id);
		});
		process.send?.({ acknowledged: id });
	} catch (e) {
		process.send?.({ failed: e instanceof Error ? `${e.name}` : 'unknown', detail: String(e instanceof Error ? (e.cause ?? e) : e) });
		await new Promise((later) => setTimeout(later, 50));
	}
	process.send?.({ waited: performance.now() - started });
}

async function writer(): Promise<void> {
	while (!isStopping) await write();
}

await Promise.all(Array.from({ length: 8 }, writer));
const closing = performance.now();
await db.close();
process.send?.({ closed: performance.now() - closing }, () => process.exit(0));
