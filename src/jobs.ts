import type { Db } from '#server/db/as.ts';
import { drainOutbox, type Handlers } from '#server/outbox/drain.ts';
import { clockNow, setClock } from '#server/clock.ts';
import { databaseNow } from '#server/db/ready.ts';
import { onReferenceAdded } from '#features/feeds/server/on-reference-added.ts';
import { log } from '#server/log.ts';
import { askWhoChangedAccount } from '#features/contact/server/account-changed.ts';
import { keepContactAnswer } from '#features/accounts/server/contact-answered.ts';
import { tellHubOfStoppedInvitation } from '#features/accounts/server/stopped-invitation.ts';

/** Where one room's event moves another. Handlers are safe to run twice. */
export const handlers: Handlers = {
	'account.changed': askWhoChangedAccount,
	'contact.answered': keepContactAnswer,
	'invitation.stopped': tellHubOfStoppedInvitation,
	'reference.added': onReferenceAdded
};

/** Starts what runs beside the pages: the outbox, and the hourly look at the database's clock. @returns how to stop it. */
export function startJobs(db: Db): () => void {
	let isBusy = false;
	const round = async () => {
		if (isBusy) return;
		isBusy = true;
		await drainOutbox(db, handlers, clockNow()).catch((e: unknown) =>
			log({ event: 'outbox.failed', fault: e instanceof Error ? e.name : 'unknown' })
		);
		isBusy = false;
	};
	const outbox = setInterval(() => void round(), 2_000);
	const clock = setInterval(
		() => void databaseNow(db.engine).then(setClock, () => log({ event: 'clock.failed', fault: 'Away' })),
		3_600_000
	);
	outbox.unref();
	clock.unref();
	return () => {
		clearInterval(outbox);
		clearInterval(clock);
	};
}
