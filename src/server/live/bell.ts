import type { Note } from './note.ts';

type Rung = { note: Note; at: number };
type Ear = { note: (note: Note) => void; gap: () => void };

/** How long a note is remembered: a page that was on its way, or whose line broke, asks for what it missed. */
export const remembered = 15 * 60_000;
const most = 2000;

/** What was told lately and who listens, in this process. Every process hears every note. */
export class Bell {
	#ears = new Set<Ear>();
	#rung: Rung[] = [];
	/** Before this nothing is known: the process was not there, or heard nothing for a while. */
	#deafUntil: number;
	#clock: () => number;

	constructor(clock: () => number = Date.now) {
		this.#clock = clock;
		this.#deafUntil = clock();
	}

	/** Tells everybody. */
	ring(note: Note): void {
		const at = this.#clock();
		this.#rung.push({ note, at });
		if (this.#rung.length > most || (this.#rung[0]?.at ?? at) < at - remembered) {
			this.#rung = this.#rung.filter((one) => one.at >= at - remembered).slice(-most / 2);
			this.#deafUntil = Math.max(this.#deafUntil, this.#rung[0]?.at ?? at);
		}
		for (const ear of [...this.#ears]) ear.note(note);
	}

	/** Something may have been missed. */
	gap(): void {
		this.#deafUntil = this.#clock();
		for (const ear of [...this.#ears]) ear.gap();
	}

	/** What was told since so many milliseconds ago, and whether that is all of it. */
	since(age: number): { notes: Note[]; isWhole: boolean } {
		const from = this.#clock() - age;
		return { notes: this.#rung.filter(({ at }) => at >= from).map(({ note }) => note), isWhole: from >= this.#deafUntil };
	}

	/** @returns how to stop hearing. */
	hear(ear: Ear): () => void {
		this.#ears.add(ear);
		return () => void this.#ears.delete(ear);
	}
}
