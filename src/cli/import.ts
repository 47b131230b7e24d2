import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { HubId } from '#shared/ids.ts';
import { CannotNow } from '#shared/faults.ts';
import type { Report } from '#features/feeds/domain/import-report.ts';
import { importPoliceUk } from '#features/feeds/server/import-police-uk.ts';
import { NotThisKind } from '#features/feeds/server/not-this-kind.ts';
import type { Db } from '#server/db/as.ts';
import { hubIdOf } from '#server/db/make-hub.ts';
import { openHouse } from '#server/http/house.ts';
import { importOruk } from './import-oruk.ts';
import { say, WrongUse, type Io } from './io.ts';
import type { Flags } from './run.ts';
import { Unusable } from './unusable.ts';

/** Imports one feed for this house's hub: a file of data.police.uk, or somebody else's directory; and prints what became of it. */
export async function runImport(io: Io, [feed = '', file = '', ...more]: string[], { source, apply }: Flags): Promise<boolean> {
	const isOruk = feed === 'oruk';
	const isForeign = !isOruk && (source !== undefined || apply !== undefined);
	if ((feed !== 'police-uk' && !isOruk) || !file || more.length || isForeign)
		throw new WrongUse(`import ${[feed, file, ...more].join(' ')}`.trim());
	if (!isOruk && !isReadable(file)) throw new Unusable(say('cli.import.missing', { file }));
	const s = io.settings();
	const db = await openHouse(s);
	try {
		const hub = await hubIn(db, s.HUB_SLUG, io.now());
		if (isOruk) return await importOruk(io, db, hub, file, { source, apply });
		const onProgress = (rows: number) => io.progress?.(say('cli.import.progress', { rows }));
		const opened = { stream: createReadStream(file), fileName: basename(file) };
		const report = await importPoliceUk(db, hub, opened, io.now(), onProgress).catch((e: unknown) => {
			if (e instanceof NotThisKind) throw new Unusable(say('cli.import.refused', { file, why: say(e.code) }));
			throw e;
		});
		io.progress?.('');
		for (const line of linesOf(report)) io.out(line);
		return true;
	} finally {
		await db.close();
	}
}

function isReadable(file: string): boolean {
	try {
		accessSync(file, constants.R_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}

async function hubIn(db: Db, slug: string, now: Date): Promise<HubId> {
	const hub = await db.as({ kind: 'job', hub: '' as HubId }, now, (tx) => hubIdOf(tx, slug));
	if (!hub) throw new CannotNow(say('cli.hub.missing'));
	return hub;
}

const more = (all: number, listed: number): string[] => (all > listed ? [say('cli.import.more', { n: all - listed })] : []);

/** The report as it is printed: one line for each count, then the names and lines behind two of them. */
export function linesOf(report: Report): string[] {
	const listed = [...report.unknown].reduce((sum, [, n]) => sum + n, 0);
	return [
		say('cli.import.rows', { n: report.rows }),
		say('cli.import.mapped', { n: report.mapped }),
		say('cli.import.unknown', { n: report.unknownRows }),
		...[...report.unknown].map(([name, n]) => say('cli.import.name', { name, n })),
		...more(report.unknownRows, listed),
		say('cli.import.duplicate', { n: report.duplicate }),
		say('cli.import.attached', { n: report.attached }),
		say('cli.import.waiting', { n: report.waiting }),
		say('cli.import.without_id', { n: report.withoutId }),
		say('cli.import.without_outcome', { n: report.withoutOutcome }),
		say('cli.import.broken', { n: report.brokenRows }),
		...report.broken.map(({ line, fault }) => say('cli.import.line', { line, fault: say(fault) })),
		...more(report.brokenRows, report.broken.length)
	];
}
