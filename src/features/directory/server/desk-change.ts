import { settleEntryTasks } from '#server/db/queries/directory-care.ts';
import { decideVersion, holdEntry, versionById, versionNumbered, type VersionRow } from '#server/db/queries/directory-desk.ts';
import { agenciesOf } from '#server/db/queries/people.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay } from '#shared/london.ts';
import { diffOf, type Change } from '../domain/diff.ts';
import type { Decide } from '../entry-schema.ts';
import { applyEntry, deskNames, entryOf, loadEntry, ownedOf, recordOf } from './desk-entry.ts';

export type ComparePage = {
	id: string;
	name: string;
	slug: string;
	/** The version it is compared with: the entry as it is now. */
	on: number;
	state: VersionRow['state'];
	agency: string | null;
	by: string | null | undefined;
	madeAt: string;
	note: string | null;
	/** What agreeing would change now; of one that was decided, what it changed then. */
	changes: Change[];
	/** What somebody else changed after it was written; null where that is not known. */
	since: Change[] | null;
	isOutdated: boolean;
};

async function changeOf(ctx: Ctx<WorkerActor>, id: string, versionId: string): Promise<VersionRow> {
	const version = await versionById(ctx.db, id, versionId);
	if (!version) throw new NotYours();
	return version;
}

/**
 * A change beside the entry as it is now: what agreeing would do, field by field. Where the entry itself changed since it was written, that too, so that nobody undoes unseen what
 * another did. @throws NotYours for another hub's
 */
export async function readChange(ctx: Ctx<WorkerActor>, id: string, versionId: string): Promise<ComparePage> {
	const { db } = ctx;
	const row = await loadEntry(db, id);
	const version = await changeOf(ctx, id, versionId);
	const [now, wanted] = [entryOf(row), recordOf(version)];
	const before = await versionNumbered(db, id, version.base);
	const isWaiting = version.state === 'waiting';
	const since = before ? diffOf(recordOf(before), now) : null;
	const names = await deskNames(db, [version.workerId]);
	const agencies = version.agencyId ? await agenciesOf(db) : [];
	return {
		id,
		name: now.service.name,
		slug: row.slug,
		on: row.version,
		state: version.state,
		agency: agencies.find((each) => each.id === version.agencyId)?.name ?? null,
		by: version.workerId ? (names.get(version.workerId) ?? null) : undefined,
		madeAt: version.madeAt.toISOString(),
		note: version.note,
		changes: isWaiting ? diffOf(now, wanted) : before ? diffOf(recordOf(before), wanted) : [],
		since: isWaiting ? since : null,
		isOutdated: isWaiting && row.version !== version.base && (since === null || since.length > 0)
	};
}

/**
 * Agrees to what a partner wants its entry to say, or sends it back with a note (T22). What is agreed was agreed with the service that day and looked at today. Refused
 * where the entry changed since the two were compared. @throws NotYours for another hub's
 */
export async function decideChange(ctx: Ctx<WorkerActor>, id: string, versionId: string, { decision, note, on }: Decide): Promise<Outcome> {
	const { db, actor } = ctx;
	await holdEntry(db, id);
	const row = await loadEntry(db, id);
	const version = await changeOf(ctx, id, versionId);
	ctx.about({ objectId: id, reason: decision });
	if (version.state !== 'waiting') return refuse('form', 'entries.error.decided');
	if (decision === 'agree') {
		if (row.version !== on) return refuse('form', 'entries.error.since');
		const entry = { ...recordOf(version), assuredOn: londonDay(version.madeAt), checkedOn: londonDay(ctx.now) };
		const applied = await applyEntry(db, entry, ownedOf(row), row);
		await decideVersion(db, versionId, { state: 'live', version: applied.version, by: actor.id, note: null });
	} else await decideVersion(db, versionId, { state: 'refused', version: null, by: actor.id, note });
	await settleEntryTasks(db, id, ['service_changed', 'service_stale'], actor.id);
	return { go: `/console/directory/${id}` };
}
