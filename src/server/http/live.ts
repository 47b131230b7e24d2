import type { Db } from '../db/as.ts';
import { livingSessions } from '../db/queries/door.ts';
import { seenAmong } from '../db/queries/live.ts';
import type { Session } from '../auth/session.ts';
import { clockNow } from '../clock.ts';
import { Bell, remembered } from '../live/bell.ts';
import { channel, noteOf, type Note, type Topic } from '../live/note.ts';
import { Streams } from '../live/streams.ts';
import { theHouse } from './open.ts';
import type { PersonActor, WorkerActor } from '../policy/actor.ts';
import { Away, NotYours, TooBusy } from '#shared/faults.ts';

type Who = PersonActor | WorkerActor;
type Live = { bell: Bell; streams: Streams<Who> };
/** One for each process; it survives the reloads of the development server. */
const kept = globalThis as { waymarkLive?: Live | undefined };

/** Listens to the database, for the pages that are open and for what waits to be done. `wake` is called when something was put into the outbox, or may have been. @returns how to stop it */
export function startLive(db: Db, wake: () => void): { endLines: () => void; stop: () => Promise<void> } {
	const bell = new Bell();
	const streams = new Streams<Who>(bell, {
		living: async (ids) => new Set(await db.as({ kind: 'door' }, clockNow(), (tx) => livingSessions(tx, ids))),
		seen: async (who, ids) => db.as(who, clockNow(), (tx) => seenAmong(tx, ids))
	});
	kept.waymarkLive = { bell, streams };
	const unhear = bell.hear({ note: ({ what }: Note) => what === 'outbox' && wake(), gap: wake });
	const heard = (line: string) => {
		const note = noteOf(line);
		if (note) bell.ring(note);
	};
	const deafen = db.engine.listen(channel, heard, () => bell.gap());
	return {
		endLines: () => streams.stop(),
		stop: async () => {
			unhear();
			streams.stop();
			await deafen();
		}
	};
}

/** How many milliseconds ago the page last knew how things stand, as it says itself. */
const ageOf = (url: URL): number => Math.min(remembered, Math.max(0, Number.parseInt(url.searchParams.get('age') ?? '', 10) || 0));

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** What a worker's page is about: a case by its id, the inbox, or what is due. @throws NotYours for what is no id */
export function topicOf({ searchParams }: URL): Topic {
	const id = searchParams.get('case');
	if (id === null) return { of: searchParams.get('of') === 'messages' ? 'messages' : 'due' };
	if (!uuid.test(id)) throw new NotYours();
	return { of: 'case', id };
}

/** Opens a line for a page of whoever asks. @throws NotYours where the case is shut to them; TooBusy where there are too many */
export async function openLine({ actor, session }: { actor: Who; session: Session }, topic: Topic, url: URL): Promise<Response> {
	const live = kept.waymarkLive;
	if (!live) throw new Away('nothing listens');
	const db = await theHouse();
	if (topic.of === 'case' && !(await db.as(actor, clockNow(), (tx) => seenAmong(tx, { cases: [topic.id], people: [] }))).has(topic.id))
		throw new NotYours();
	const line = live.streams.open(actor, session.id, topic, ageOf(url));
	if (!line) throw new TooBusy();
	return new Response(line.body, { headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' } });
}
