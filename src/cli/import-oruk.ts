import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { HubId } from '#shared/ids.ts';
import { slugOf } from '#features/directory/domain/ids.ts';
import { FeedFault } from '#features/directory/server/feed-fault.ts';
import { feedAddress } from '#features/directory/server/fetch-feed-address.ts';
import { FeedWeb } from '#features/directory/server/fetch-feed.ts';
import { lastSeen, runSource, type Ran } from '#features/directory/server/import-oruk-run.ts';
import { readWeb } from '#features/directory/server/read-oruk-api.ts';
import { readCsvFolder } from '#features/directory/server/read-oruk-csv.ts';
import { readJson } from '#features/directory/server/read-oruk-json.ts';
import type { Reading } from '#features/directory/server/read-oruk.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { acceptSource, addSource, sourceBySlug, type SourceRow } from '#server/db/queries/directory-sources.ts';
import { wordsFor } from '#words/words.ts';
import { say, type Io } from './io.ts';
import { Unusable } from './unusable.ts';

type Opened = { services: Reading; url: string | null; name: string; close: () => void };
const shown = 20;

/** Whatever was named: an address, a folder of CSV files, or a file of JSON. */
function open(from: string): Opened {
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(from)) {
		const url = feedAddress(from);
		const web = new FeedWeb();
		return { services: readWeb(web, url.href), url: url.href, name: url.hostname, close: () => web.close() };
	}
	const name = basename(from).replace(/\.(json|ndjson|jsonl|csv)$/i, '');
	const close = () => {};
	if (statSync(from, { throwIfNoEntry: false })?.isDirectory())
		return {
			services: readCsvFolder({ names: readdirSync(from), open: (file) => createReadStream(join(from, file)) }),
			url: null,
			name,
			close
		};
	if (!statSync(from, { throwIfNoEntry: false })?.isFile()) throw new Unusable(say('cli.import.missing', { file: from }));
	return { services: readJson(createReadStream(from)), url: null, name, close };
}

/** The source of this name, or a new one that nobody has accepted yet. */
async function sourceFor(db: Db, hub: HubId, slug: string, { url, name }: Opened, now: Date): Promise<SourceRow> {
	return db.as({ kind: 'job', hub }, now, async (tx) => {
		await addSource(tx, { id: newId(now), slug, name, url, licence: '' });
		const source = await sourceBySlug(tx, slug);
		if (!source) throw new Unusable(say('cli.oruk.no_source', { slug }));
		return source;
	});
}

/**
 * Reads a directory of somebody else into this hub's: without `--apply` it only says what would change. Whoever applies has looked first, and says with it
 * that it may be.
 */
export async function importOruk(
	io: Io,
	db: Db,
	hub: HubId,
	from: string,
	{ source: named, apply = false }: { source?: string | undefined; apply?: boolean | undefined }
): Promise<boolean> {
	const opened = { ...opening(from), ...(named !== undefined && { name: named.slice(0, 80) }) };
	const slug = slugOf(named ?? opened.name);
	const now = io.now();
	try {
		const source = await sourceFor(db, hub, slug, opened, now);
		const seen = await lastSeen(db, hub, source.id, now);
		if (apply && seen === null && source.acceptedAt === null) throw new Unusable(say('cli.oruk.look_first', { slug }));
		if (apply) await db.as({ kind: 'job', hub }, now, (tx) => acceptSource(tx, source.id));
		const onProgress = (services: number) => io.progress?.(say('cli.oruk.progress', { services }));
		const ran = await runSource(db, hub, source, opened.services, now, { apply, mayGo: seen ?? 0, onProgress });
		io.progress?.('');
		const [fault] = ran.faults;
		if (ran.state === 'failed')
			throw new Unusable(say('cli.import.refused', { file: from, why: fault ? wordsFor('en').t(fault.key) : '' }));
		for (const line of linesOf(ran, slug)) io.out(line);
		return true;
	} finally {
		opened.close();
	}
}

function opening(from: string): Opened {
	try {
		return open(from);
	} catch (e) {
		if (e instanceof FeedFault) throw new Unusable(say('cli.import.refused', { file: from, why: wordsFor('en').t(e.key) }));
		throw e;
	}
}

function linesOf({ counts, faults, state }: Ran, slug: string): string[] {
	const told = counts.added + counts.changed + counts.same;
	const { t } = wordsFor('en');
	return [
		say('cli.oruk.read', { n: counts.read }),
		say('cli.oruk.added', { n: counts.added }),
		say('cli.oruk.changed', { n: counts.changed }),
		say('cli.oruk.same', { n: counts.same }),
		say('cli.oruk.refused', { n: counts.read - told }),
		say('cli.oruk.gone', { n: counts.gone }),
		say('cli.oruk.left', { n: counts.left }),
		...faults.slice(0, shown).map(({ id, at, key }) => say('cli.oruk.fault', { id: id || '-', at: at || '-', fault: t(key) })),
		...(faults.length > shown ? [say('cli.import.more', { n: faults.length - shown })] : []),
		say(state === 'applied' ? 'cli.oruk.applied' : 'cli.oruk.preview', { slug })
	];
}
