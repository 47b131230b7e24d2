import type { RunCounts, RunFault } from '#server/db/schema/directory-detail.ts';
import type { FaultName } from '../domain/oruk-in-fields.ts';

const mostFaults = 500;
/** Of one kind: a thousand ids that are no UUID must not hide the one service that was lost. */
const mostOfAKind = 100;

export const noCounts = (): RunCounts => ({ read: 0, added: 0, changed: 0, same: 0, gone: 0, left: 0 });

/**
 * What became of one reading. Of what was read, `added`, `changed` and `same` are in the directory and the rest was not taken; `gone` were taken away, or
 * would be; `left` stay although the feed has them no more, because it was not read to its end, or because too many at once would go.
 */
export class Report {
	readonly counts = noCounts();
	readonly faults: RunFault[] = [];
	readonly #kinds = new Map<FaultName, number>();
	/** Whether all of the feed was read: only then may anything be taken away. */
	isWhole = true;

	say({ id, at, why }: { id: string; at: string; why: FaultName }): void {
		const before = this.#kinds.get(why) ?? 0;
		this.#kinds.set(why, before + 1);
		if (before < mostOfAKind && this.faults.length < mostFaults)
			this.faults.push({ id: id.slice(0, 200), at: at.slice(0, 300), key: `sources.fault.${why}` });
	}
}
