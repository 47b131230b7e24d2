import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { hiddenPlaces, idsOfSource } from '#server/db/queries/directory-import.ts';
import { takeAway } from '#server/db/queries/directory-write.ts';
import { appendAudit } from '#server/db/queries/house.ts';
import type { RunCounts, RunFault } from '#server/db/schema/directory-detail.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { Away } from '#shared/faults.ts';
import { londonDay } from '#shared/london.ts';
import { entryOf, type ServiceRead } from '../domain/oruk-in.ts';
import { FeedFault } from './feed-fault.ts';
import { keepBatch, type Coming, type Going } from './import-oruk-batch.ts';
import { Report } from './import-oruk-report.ts';
import { Terms } from './import-oruk-terms.ts';
import { deriveIn, Unread, type Reading } from './read-oruk.ts';

const batchSize = 500;
const pageOfIds = 5000;

export type ImportOptions = {
	/** Without it nothing is written of the directory: only what would change is counted. */
	apply: boolean;
	/** How many may go at once although they are more than half: as many as somebody has seen and accepted. */
	mayGo?: number;
	onProgress?: (read: number) => void;
};
export type Imported = { counts: RunCounts; faults: RunFault[] };
export type Source = { id: string };

/**
 * Reads a feed into the directory of a hub as one of its sources, or says what would change. Batches of 500 are one transaction each, read while the batch
 * before is stored; one that fails is tried again service by service, so that one stops no other. What the source no longer has is taken away only after a
 * whole reading, and never more than half of it unseen. @throws FeedFault where nothing of it could be read
 */
export async function importServices(
	db: Db,
	hub: JobActor['hub'],
	source: Source,
	services: Reading,
	now: Date,
	options: ImportOptions
): Promise<Imported> {
	return new Import(db, hub, source, now, options).run(services);
}

class Import {
	readonly #db: Db;
	readonly #actor: JobActor;
	readonly #now: Date;
	readonly #options: ImportOptions;
	readonly #report = new Report();
	readonly #going: Going;
	readonly #seen = new Set<string>();
	#terms = new Terms();
	#batch: Coming[] = [];
	#storing: Promise<void> = Promise.resolve();

	constructor(db: Db, hub: JobActor['hub'], source: Source, now: Date, options: ImportOptions) {
		[this.#db, this.#now, this.#options] = [db, now, options];
		this.#actor = { kind: 'job', hub };
		this.#going = {
			sourceId: source.id,
			today: londonDay(now),
			derive: deriveIn(source.id),
			isApplied: options.apply,
			links: new Map(),
			first: new Map(),
			hidden: new Set()
		};
	}

	async run(services: Reading): Promise<Imported> {
		await this.#begin();
		try {
			await this.#read(services);
			await this.#store();
		} catch (e) {
			// What came before it is kept; where nothing did, whoever asked is told.
			if (!(e instanceof FeedFault) || this.#report.counts.read === 0) throw e;
			this.#report.isWhole = false;
			this.#report.say({ id: '', at: '', why: e.why === 'size' ? 'large' : 'incomplete' });
			await this.#store();
		} finally {
			// Whoever called may close the database next: what is on its way must have landed.
			await this.#storing.catch(() => {});
		}
		await this.#end();
		return { counts: this.#report.counts, faults: this.#report.faults };
	}

	async #begin(): Promise<void> {
		const { sourceId, hidden } = this.#going;
		await this.#db.as(this.#actor, this.#now, async (tx) => {
			this.#terms = await Terms.of(tx, sourceId);
			for await (const id of pages((after) => hiddenPlaces(tx, sourceId, after, pageOfIds))) hidden.add(id);
		});
	}

	async #read(services: Reading): Promise<void> {
		const reader = { derive: this.#going.derive, meaningOf: this.#terms.meaningOf };
		for await (const raw of services) {
			if (raw instanceof Unread) this.#unread(raw);
			else this.#take(entryOf(raw, reader));
			if (this.#batch.length >= batchSize) await this.#store();
		}
	}

	#unread({ fault, isHole }: Unread): void {
		this.#report.say(fault);
		if (isHole) this.#report.isWhole = false;
		// It is there, though we could not read it.
		if (fault.id && !isHole) for (const id of [fault.id.toLowerCase(), this.#going.derive(`service/${fault.id}`)]) this.#seen.add(id);
	}

	#take(read: ServiceRead): void {
		const { counts } = this.#report;
		counts.read++;
		for (const fault of read.faults) this.#report.say(fault);
		// Without an id nobody can say which one it was: it may be any that we have.
		if (read.id === null) this.#report.isWhole = false;
		else if (this.#seen.has(read.id)) return this.#report.say({ id: read.id, at: '/id', why: 'twice' });
		else this.#seen.add(read.id);
		if (!read.entry) return;
		this.#terms.count(read.terms);
		this.#batch.push({ id: read.id, entry: read.entry, external: read.external });
	}

	/** Hands the batch over, once the one before is stored. */
	async #store(): Promise<void> {
		const batch = this.#batch;
		this.#batch = [];
		await this.#storing;
		this.#options.onProgress?.(this.#report.counts.read);
		if (!batch.length) return;
		this.#storing = this.#keep(batch);
		this.#storing.catch(() => {});
		if (batch.length < batchSize) await this.#storing;
	}

	async #keep(batch: readonly Coming[]): Promise<void> {
		try {
			await this.#keepAtOnce(batch);
		} catch (e) {
			if (e instanceof Away) throw e;
			if (batch.length > 1) for (const each of batch) await this.#keep([each]);
			else for (const { id, external } of batch) this.#report.say({ id: external.get(id) ?? id, at: '', why: 'database' });
		}
	}

	async #keepAtOnce(batch: readonly Coming[]): Promise<void> {
		const faults: Parameters<Report['say']>[0][] = [];
		const kept = await this.#db.as(this.#actor, this.#now, (tx) => keepBatch(tx, batch, this.#going, (fault) => void faults.push(fault)));
		// Only now: what is undone was not there.
		for (const [id, hash] of kept.first) this.#going.first.set(id, hash);
		for (const fault of faults) this.#report.say(fault);
		const { counts } = this.#report;
		counts.added += kept.added;
		counts.changed += kept.changed;
		counts.same += kept.same;
		for (const { id, external } of batch) this.#seenAs(id, external);
	}

	/** A service whose id was somebody else's stands under another one. */
	#seenAs(id: string, external: ReadonlyMap<string, string>): void {
		const own = this.#going.derive(`taken/${id}`);
		if (external.has(own)) this.#seen.add(own);
	}

	async #end(): Promise<void> {
		const { counts, isWhole } = this.#report;
		const missing = await this.#missing();
		const mayGo = Math.max(Math.floor(missing.of / 2), this.#options.mayGo ?? 0);
		const goes = isWhole && (missing.ids.length <= mayGo || !this.#options.apply);
		if (isWhole && missing.ids.length > Math.floor(missing.of / 2)) this.#report.say({ id: '', at: '', why: 'vanished' });
		counts.left = goes ? 0 : missing.ids.length;
		counts.gone = goes ? missing.ids.length : 0;
		for (let at = 0; goes && this.#options.apply && at < missing.ids.length; at += batchSize)
			await this.#db.as(this.#actor, this.#now, (tx) => takeAway(tx, this.#going.sourceId, missing.ids.slice(at, at + batchSize)));
		await this.#db.as(this.#actor, this.#now, async (tx) => {
			await this.#terms.keep(tx, this.#going.sourceId, this.#going.derive);
			const reason = `added ${counts.added}, changed ${counts.changed}, gone ${counts.gone}`;
			if (this.#options.apply) await appendAudit(tx, { action: 'source.read', objectId: this.#going.sourceId, reason }, newId(this.#now));
		});
	}

	/** What this source brought before and has no more, and how many it had. */
	async #missing(): Promise<{ ids: string[]; of: number }> {
		const ids: string[] = [];
		let of = 0;
		await this.#db.as(this.#actor, this.#now, async (tx) => {
			for await (const id of pages((after) => idsOfSource(tx, this.#going.sourceId, after, pageOfIds))) {
				of++;
				if (!this.#seen.has(id)) ids.push(id);
			}
		});
		// What this very reading added counts as had: it makes the half larger only by what is truly there.
		return { ids, of: this.#options.apply ? of - this.#report.counts.added : of };
	}
}

/** Every id of a list that is read a page at a time. */
async function* pages(next: (after: string) => Promise<string[]>): AsyncGenerator<string> {
	for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
		const ids = await next(after);
		yield* ids;
		const last = ids.at(-1);
		if (last === undefined || ids.length < pageOfIds) return;
		after = last;
	}
}
