// A process that rotates keys as the command does, and says when it begins: the one that the rotation tests kill at any moment.
import { openKeyFile } from '#server/crypto/key-file.ts';
import { createDb } from '#server/db/as.ts';
import { openEngine } from '#server/db/client.ts';
import { rotateDataKeys } from '#server/db/reseal.ts';
import { beginRotation, rewrapAll } from '#server/db/rewrap.ts';

const [url = '', path = '', what = '', at = ''] = process.argv.slice(2);
const file = { path, forbiddenInside: `${path}.data` };
const db = createDb(await openEngine({ url }), openKeyFile(path, { create: false, forbiddenInside: file.forbiddenInside }));
const now = new Date(at);
process.stdout.write('begins\n');
if (what === 'data') process.stdout.write(`${JSON.stringify(await rotateDataKeys(db, now))}\n`);
else {
	const isMade = await beginRotation(db, file, now);
	process.stdout.write(`${JSON.stringify({ isMade, ...(await rewrapAll(db, now)) })}\n`);
}
await db.close();
