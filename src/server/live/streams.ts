import { createHash } from 'node:crypto';
import { log } from '../log.ts';
import type { Bell } from './bell.ts';
import { aLine, type Line } from './line.ts';
import { concerns, type Looker, type Note, type Topic } from './note.ts';

/** Asks the house: which sessions live, and which of these records a worker may see. */
export type Asks<Who extends Looker> = {
	living(sessions: readonly string[]): Promise<ReadonlySet<string>>;
	seen(who: Who, ids: { cases: readonly string[]; people: readonly string[] }): Promise<ReadonlySet<string>>;
};
type Open<Who> = { who: Who; session: string; hash: string; topic: Topic; line: Line };

/** Of one session, and of one process. More than three tabs of one browser that stay open would hold up its other pages; the oldest goes. */
export const limits = { session: 3, process: 4000 };
/** How often a line says that it lives, and its session is asked for. */
const beat = 15_000;
/** Notes of one change come together: a worker's record is asked for once. */
const together = 50;

/** Every open line of this process. */
export class Streams<Who extends Looker> {
	#open = new Set<Open<Who>>();
	#waiting = new Map<string, { who: Who; notes: Note[] }>();
	#asks: Asks<Who>;
	#bell: Bell;
	#stops: (() => void)[];
	#isStopping = false;

	constructor(bell: Bell, asks: Asks<Who>) {
		this.#asks = asks;
		this.#bell = bell;
		const beats = setInterval(() => void this.look(), beat);
		beats.unref();
		this.#stops = [bell.hear({ note: (note) => this.#hear(note), gap: () => this.#miss() }), () => clearInterval(beats)];
	}

	get count(): number {
		return this.#open.size;
	}

	/** Opens a line; null where there are too many, or the house is closing. `age`: since so many milliseconds ago the page has not heard anything. */
	open(who: Who, session: string, topic: Topic, age: number): Line | null {
		if (this.#isStopping || this.#open.size >= limits.process) return null;
		const mine = [...this.#open].filter((one) => one.session === session);
		for (const old of mine.slice(0, Math.max(0, mine.length - limits.session + 1))) this.#end(old, 'end');
		const hash = createHash('sha256').update(session).digest('hex');
		const one: Open<Who> = { who, session, hash, topic, line: aLine(() => void this.#open.delete(one)) };
		this.#open.add(one);
		one.line.say('beat');
		const { notes, isWhole } = this.#bell.since(age);
		for (const note of notes) this.#consider(one, note);
		if (!isWhole && who.kind === 'worker') this.#end(one, 'change');
		return one.line;
	}

	/** Looks after every line: a session that ended ends its lines, and one that nobody reads is not heaped up. A house that cannot be asked ends them all: the pages come again. */
	async look(): Promise<void> {
		if (this.#open.size === 0) return;
		const all = [...this.#open];
		try {
			const living = await this.#asks.living([...new Set(all.map(({ session }) => session))]);
			for (const one of all) {
				if (!living.has(one.session)) this.#end(one, 'end');
				else if (!one.line.say('beat')) one.line.close();
			}
		} catch (e) {
			log({ event: 'live.unasked', fault: e instanceof Error ? e.name : 'unknown' });
			for (const { line } of all) line.close();
		}
	}

	/** The house closes: nothing waits for a line. */
	stop(): void {
		this.#isStopping = true;
		for (const stop of this.#stops) stop();
		for (const { line } of [...this.#open]) line.close();
	}

	#end({ line }: Open<Who>, what: 'change' | 'end'): void {
		line.say(what);
		line.close();
	}

	#hear(note: Note): void {
		for (const one of [...this.#open]) {
			if (note.what === 'session') {
				if (one.hash === note.caseId) this.#end(one, 'end');
			} else this.#consider(one, note);
		}
	}

	#consider(one: Open<Who>, note: Note): void {
		if (!concerns(note, one.who, one.topic)) return;
		if (one.who.kind === 'person') return this.#end(one, 'change');
		const key = one.who.id;
		const waiting = this.#waiting.get(key);
		if (waiting) return void waiting.notes.push(note);
		this.#waiting.set(key, { who: one.who, notes: [note] });
		setTimeout(() => void this.#tell(key), together).unref();
	}

	/** A worker is told of nothing in a record that is shut to them: not even that something is there (P19). Where that cannot be asked, they are told of nothing. */
	async #tell(key: string): Promise<void> {
		const waiting = this.#waiting.get(key);
		this.#waiting.delete(key);
		if (!waiting) return;
		const cases = [...new Set(waiting.notes.flatMap(({ caseId }) => caseId ?? []))];
		const people = [...new Set(waiting.notes.flatMap(({ personId }) => personId ?? []))];
		const seen = await this.#asks.seen(waiting.who, { cases, people }).catch(() => null);
		if (!seen) return;
		const isOpen = (id: string | null) => id === null || seen.has(id);
		const notes = waiting.notes.filter(({ caseId, personId }) => isOpen(caseId) && isOpen(personId));
		for (const one of [...this.#open])
			if (one.who.id === key && notes.some((note) => concerns(note, one.who, one.topic))) this.#end(one, 'change');
	}

	/** A worker's page may be old, and says so; a person's says nothing that may not be so. */
	#miss(): void {
		for (const one of [...this.#open]) if (one.who.kind === 'worker') this.#end(one, 'change');
	}
}
