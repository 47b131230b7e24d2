import { knownPeople, workerNames } from '#features/cases/server/console-names.ts';
import { boxOf } from '#features/messages/schema.ts';
import { listThreads } from '#features/messages/server/inbox.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

// Names to use and no more.
export const load = page({ may: 'message.read', audit: 'message.viewed' }, async (ctx, { url }: PageServerLoadEvent) => {
	const box = boxOf(url.searchParams.get('box'));
	const { threads, teams, team } = await listThreads(ctx, box, url.searchParams.get('team'));
	const people = await knownPeople(
		ctx.db,
		threads.map(({ personId }) => personId)
	);
	const colleagues = await workerNames(ctx.db);
	const workers = new Map(colleagues.map(({ id, name }) => [id, name]));
	const rows = threads.map((thread) => ({
		...thread,
		name: people.get(thread.personId)?.name ?? null,
		worker: thread.workerId ? (workers.get(thread.workerId) ?? null) : null
	}));
	return { box, rows, teams, team, me: ctx.actor.id, colleagues };
});
