import { openKeyFile } from '#server/crypto/key-file.ts';
import { refuseInsideData } from '#server/audit/anchor-file.ts';
import { writeAnchors } from '#server/audit/anchor.ts';
import { anchorKey, publicKeyText } from '#server/audit/anchor-line.ts';
import { verifyAll, type Verified } from '#server/audit/verify-all.ts';
import { openHouse } from '#server/http/house.ts';
import type { Settings } from '#server/settings.ts';
import { CannotNow } from '#shared/faults.ts';
import { instantOf } from '#words/dates.ts';
import { say, WrongUse, type Io } from './io.ts';
import { Unusable } from './unusable.ts';

/** The log: whether it was changed, where it stands, and the key by which others can check that (vault 4.2). Exit code 1 where it was changed. */
export async function runAudit(io: Io, [verb = '', ...rest]: string[]): Promise<boolean> {
	const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
	if (!run || rest.length) throw new WrongUse(`audit ${[verb, ...rest].join(' ')}`.trim());
	const s = io.settings();
	refuseInsideData(s.anchorFile, s.dataDir);
	return run(io, s);
}

const verbs: Record<string, (io: Io, s: Settings) => Promise<boolean>> = {
	async key(io, s) {
		const provider = openKeyFile(s.keyFile, { create: false, forbiddenInside: s.dataDir });
		io.out(say('cli.audit.key', { key: publicKeyText(anchorKey(provider)) }));
		return true;
	},
	async anchor(io, s) {
		const db = await openHouse(s);
		try {
			const count = await writeAnchors(db, s.anchorFile, io.now());
			if (count === null) throw new CannotNow(say('cli.audit.anchor.busy'));
			io.out(say('cli.audit.anchored', { count, file: s.anchorFile }));
			return true;
		} finally {
			await db.close();
		}
	},
	async verify(io, s) {
		const db = await openHouse(s);
		try {
			const found = await verifyAll(db, s.anchorFile, io.now(), (rows) => io.progress?.(say('cli.audit.progress', { rows })));
			io.progress?.('');
			const isWhole = report(io, s, found);
			if (!isWhole) throw new Unusable(say('cli.audit.changed'));
			return true;
		} finally {
			await db.close();
		}
	}
};

/** One line for each chain and for the anchors. @returns whether all is as it was written. */
function report(io: Io, { anchorFile: file }: Settings, { chains, anchors }: Verified): boolean {
	for (const { chain, rows, wrong } of chains)
		io.out(wrong ? say(`cli.audit.wrong.${wrong.kind}`, { chain, seq: wrong.seq }) : say('cli.audit.right', { chain, rows }));
	if (anchors.fault) io.out(say(`cli.audit.anchors.${anchors.fault.kind}`, { file, line: anchors.fault.line }));
	else if (!anchors.lastAt) io.out(say('cli.audit.anchors.none', { file }));
	else io.out(say('cli.audit.anchors.right', { file, lines: anchors.lines, when: instantOf('en', new Date(anchors.lastAt)) }));
	return anchors.fault === null && chains.every(({ wrong }) => wrong === null);
}
