import type { Db } from '#server/db/as.ts';
import { drainOutbox, type Handlers } from '#server/outbox/drain.ts';
import { clockNow, setClock } from '#server/clock.ts';
import { databaseNow } from '#server/db/ready.ts';
import { onAssured, onProposed, onReported } from '#features/directory/server/desk-jobs.ts';
import { refreshQuality } from '#features/directory/server/desk-quality.ts';
import { onCourtAsked, remindOfCourt } from '#features/cases/server/court-desk.ts';
import { foldDue } from '#features/cases/server/fold-due.ts';
import { onReferenceAdded } from '#features/feeds/server/on-reference-added.ts';
import { carryOutErasure } from '#features/keeping/server/decide-erase.ts';
import { runNight } from '#features/keeping/server/run-night.ts';
import { findHub } from '#server/http/hub.ts';
import { forgetKeys } from '#server/db/keyring.ts';
import { alone } from '#server/outbox/alone.ts';
import { log } from '#server/log.ts';
import { refuseInsideData } from '#server/audit/anchor-file.ts';
import { writeAnchors } from '#server/audit/anchor.ts';
import { settings } from '#server/settings.ts';
import { readAsked, readAtNight } from '#features/directory/server/import-oruk-jobs.ts';
import { lookAtNewWays } from '#features/contact/server/chosen-elsewhere.ts';
import { askWhoChangedAccount, askWhoChangedHelper, askWhoStoppedSharing } from '#features/contact/server/account-changed.ts';
import { onAskAgain, onHelperWaits } from '#features/advocates/server/on-helper.ts';
import { onRestorativeAsked, onRestorativeStopped } from '#features/restorative/server/on-restorative.ts';
import { onNeed, onUnsafe } from '#features/needs/server/need-jobs.ts';
import { keepContactAnswer } from '#features/accounts/server/contact-answered.ts';
import { followShared, onLinkShut, onShareMoved, onShareSaid } from '#features/referrals/server/follow.ts';
import { onHelpAsked, onHelpChanged } from '#features/self-referrals/server/on-asked.ts';
import { onAnswered, onCourt, onShare, onUpdate } from '#features/notices/server/on-event.ts';
import { followNotices, sendNotices } from '#features/notices/server/send-notices.ts';
import type { AskGate } from '#features/notices/server/ask-gate.ts';
import { followHub, type Held } from '#features/hub/server/follow-hub.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { thePost } from '#server/post/the-post.ts';
import { escalateLate, onMessageClosed, onMessageWritten } from '#features/messages/server/on-message.ts';
import { tellHubOfStoppedInvitation } from '#features/accounts/server/stopped-invitation.ts';

/** The contact room's gate, as the notices ask it. */
export const askGate: AskGate = (ctx, personIds) => reachFor(ctx, personIds, () => ({ kind: 'automatic' }));

/** Where one room's event moves another. Handlers are safe to run twice. */
export const handlers: Handlers = {
	'account.changed': askWhoChangedAccount,
	'contact.answered': keepContactAnswer,
	'court.asked': onCourtAsked,
	'court.answered': onCourt(askGate),
	'contact.chosen': lookAtNewWays,
	'erasure.decided': carryOutErasure,
	// After the commit that destroyed a key: what this process unwrapped before goes too.
	'keys.forgotten': async () => forgetKeys(),
	'help.asked': onHelpAsked,
	'help.changed': onHelpChanged,
	'helper.ask_again': onAskAgain,
	'helper.changed': askWhoChangedHelper,
	'helper.waits': onHelperWaits,
	'restorative.asked': onRestorativeAsked,
	'restorative.stopped': onRestorativeStopped,
	'invitation.stopped': tellHubOfStoppedInvitation,
	'message.closed': onMessageClosed,
	'message.written': onMessageWritten,
	'need.answered': onNeed,
	'need.unsafe': onUnsafe,
	'reference.added': onReferenceAdded,
	'service.assured': onAssured,
	'service.proposed': onProposed,
	'service.reported': onReported,
	'share.link_shut': onLinkShut,
	'event.recorded': onUpdate(askGate),
	'message.answered': onAnswered(askGate),
	'share.moved': async (ctx, payload) => {
		await onShareMoved(ctx, payload);
		await onShare(askGate)(ctx, payload);
	},
	'share.said': onShareSaid,
	'share.stopped': askWhoStoppedSharing
};

/** Where the log stands goes into a file outside the database, every hour and at the start (vault 4.2). */
async function anchor(db: Db): Promise<void> {
	const { anchorFile, dataDir } = settings();
	try {
		refuseInsideData(anchorFile, dataDir);
		await writeAnchors(db, anchorFile, clockNow(), { isHourly: true });
	} catch (e) {
		log({ event: 'anchor.failed', fault: e instanceof Error ? e.name : 'unknown' });
	}
}

/** The night's round of forgetting, for the hub of this house, where one is due. A fault is written into its row and tried again; it stops nothing else. */
async function forgetAtNight(db: Db, now: Date): Promise<void> {
	const started = performance.now();
	try {
		const hub = await findHub(db, now);
		const counts = hub && (await runNight(db, hub, now));
		if (!counts) return;
		const count = Object.values(counts).reduce((sum, n) => sum + n, 0);
		log({ event: 'keeping.run', count, ms: Math.round(performance.now() - started) });
	} catch (e) {
		log({ event: 'keeping.failed', fault: e instanceof Error ? e.name : 'unknown' });
	}
}

/** Reads the feeds of other directories: those somebody asked for, and by night every accepted one. One that fails is told on its page. */
async function readFeeds(db: Db, now: Date): Promise<void> {
	const started = performance.now();
	try {
		const hub = await findHub(db, now);
		const count = hub ? (await readAsked(db, hub, now)) + (await readAtNight(db, hub, now)) : 0;
		if (count) log({ event: 'directory.read', count, ms: Math.round(performance.now() - started) });
	} catch (e) {
		log({ event: 'directory.failed', fault: e instanceof Error ? e.name : 'unknown' });
	}
}

/** Once a day, entries of the directory stand where they now belong: a year is over, an accreditation has ended (T40). A fault stops nothing else. */
async function rankAtNight(db: Db, now: Date): Promise<void> {
	try {
		const hub = await findHub(db, now);
		const count = hub && (await refreshQuality(db, hub, now));
		if (count) log({ event: 'directory.ranked', count });
	} catch (e) {
		log({ event: 'directory.failed', fault: e instanceof Error ? e.name : 'unknown' });
	}
}

/** What is shared: what is over ends, and silence is told to the hub (T19). A fault stops nothing else. */
async function followWhatIsShared(db: Db, now: Date): Promise<void> {
	try {
		const hub = await findHub(db, now);
		const count = hub && (await followShared(db, hub, now));
		if (count) log({ event: 'share.followed', count });
	} catch (e) {
		log({ event: 'share.failed', fault: e instanceof Error ? e.name : 'unknown' });
	}
}

/** What is to leave the house towards people, as long as there is something due; then what became of what left. A fault stops nothing else. */
async function postNotices(db: Db, now: Date): Promise<void> {
	try {
		const hub = await findHub(db, now);
		if (!hub) return;
		const round = { hub, now, post: thePost(), askGate, random: Math.random };
		let count = 0;
		for (let isFull = true; isFull;) {
			const came = await sendNotices(db, { ...round, now: clockNow() });
			[count, isFull] = [count + came.taken, came.isFull];
		}
		await followNotices(db, round);
		if (count) log({ event: 'notice.taken', count });
	} catch (e) {
		log({ event: 'notice.failed', fault: e instanceof Error ? e.name : 'unknown' });
	}
}

/** What waits beyond its promise goes to the supervisor (T28). A fault stops nothing else. */
async function followMessages(db: Db, now: Date): Promise<void> {
	try {
		const hub = await findHub(db, now);
		const count = hub && (await escalateLate(db, hub, now));
		if (count) log({ event: 'message.late', count });
	} catch (e) {
		log({ event: 'message.failed', fault: e instanceof Error ? e.name : 'unknown' });
	}
}

/** What changed is folded for the due list. A fault stops nothing else: the list folds it itself. */
async function foldForTheList(db: Db, now: Date): Promise<void> {
	try {
		const hub = await findHub(db, now);
		if (hub) await foldDue(db, hub, now);
	} catch (e) {
		log({ event: 'due.failed', fault: e instanceof Error ? e.name : 'unknown' });
	}
}

/** Who comes to court within five working days is seen to, once for each hearing. A fault stops nothing else. */
async function lookAtCourt(db: Db, now: Date): Promise<void> {
	try {
		const hub = await findHub(db, now);
		const count = hub && (await remindOfCourt(db, hub, now));
		if (count) log({ event: 'court.soon', count });
	} catch (e) {
		log({ event: 'court.failed', fault: e instanceof Error ? e.name : 'unknown' });
	}
}

let held: Held = { version: 0, day: '' };
/** Learns what the hub says about itself, here or in another process; the pages kept in memory go where they would say something else (F84). A fault stops nothing: what was known holds. */
export async function learnHub(db: Db, now: Date): Promise<void> {
	try {
		const hub = await findHub(db, now);
		if (!hub) return;
		const { isNew, ...then } = await followHub(db, hub, now, held);
		held = then;
		if (isNew) process.emit('waymark:hub' as never);
	} catch (e) {
		log({ event: 'hub.failed', fault: e instanceof Error ? e.name : 'unknown' });
	}
}

const failed = (event: 'outbox.failed' | 'clock.failed') => (e: unknown) => log({ event, fault: e instanceof Error ? e.name : 'unknown' });

/**
 * Starts what runs beside the pages: the outbox, the log's anchors, the night's round of forgetting, the feeds of other directories, and the hourly look at the database's clock.
 * @returns how to stop it, and how to say that something was put into the outbox: its round every ten seconds is for what was missed, and for what is tried again.
 */
export function startJobs(db: Db): { stop: () => void; wake: () => void } {
	// What the hub says about itself is followed by every process; the rest may be another one's (JOBS=off).
	const following = setInterval(
		alone(() => learnHub(db, clockNow())),
		3_000
	).unref();
	if (!settings().runsJobs) return { stop: () => clearInterval(following), wake: () => undefined };
	// What the outbox moves may make a notice: it goes right after, and where nothing happens nothing asks for it but the round of what was missed.
	const post = alone(() => postNotices(db, clockNow()), true);
	const wake = alone(() => drainOutbox(db, handlers, clockNow()).catch(failed('outbox.failed')).then(post), true);
	const [minutes, hour] = [300_000, 3_600_000];
	void anchor(db);
	const timers = (
		[
			[wake, 10_000],
			[() => void databaseNow(db.engine).then(setClock, failed('clock.failed')), hour],
			[() => void anchor(db), hour],
			[() => void forgetAtNight(db, clockNow()), minutes],
			[alone(() => readFeeds(db, clockNow())), 10_000],
			[() => void rankAtNight(db, clockNow()), minutes],
			[() => void followWhatIsShared(db, clockNow()), minutes],
			[alone(() => foldForTheList(db, clockNow())), 10_000],
			[() => void lookAtCourt(db, clockNow()), minutes],
			[() => void followMessages(db, clockNow()), minutes]
		] as const
	).map(([run, every]) => setInterval(run, every).unref());
	return { stop: () => [following, ...timers].forEach((timer) => clearInterval(timer)), wake };
}
