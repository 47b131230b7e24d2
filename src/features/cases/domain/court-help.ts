/** What somebody who comes to court may ask for: to see the court before (T7), the special measures of the Youth Justice and Criminal Evidence Act 1999, sections 23 to 30, with what courts arrange beside them, and to read their own statement again. */
export const courtThings = [
	'visit',
	'screens',
	'live_link',
	'private',
	'no_wigs',
	'recorded',
	'intermediary',
	'aids',
	'supporter',
	'entrance',
	'statement'
] as const;
export type CourtThing = (typeof courtThings)[number];

export const courtSteps = ['asked', 'passed_on', 'granted', 'refused', 'booked', 'done', 'stopped'] as const;
export type CourtStep = (typeof courtSteps)[number];

/** What makes a place easier to use: said with a booked visit (T7). */
export const accessCodes = ['step_free', 'lift', 'hearing_loop', 'quiet_room', 'toilet', 'parking'] as const;
export type AccessCode = (typeof accessCodes)[number];

/** Only a visit is booked for a day and kept; only what a judge decides is granted or refused. */
const next: Record<CourtStep, (thing: CourtThing) => readonly CourtStep[]> = {
	asked: (thing) => (thing === 'visit' ? ['passed_on', 'booked', 'refused', 'stopped'] : ['passed_on', 'granted', 'refused', 'stopped']),
	passed_on: (thing) => (thing === 'visit' ? ['booked', 'refused', 'stopped'] : ['granted', 'refused', 'stopped']),
	booked: (thing) => (thing === 'visit' ? ['booked', 'done', 'refused', 'stopped'] : []),
	granted: (thing) => (thing === 'visit' ? [] : ['refused', 'done', 'stopped']),
	// The door is never closed: what was refused, is over or was stopped may be asked for again.
	refused: () => ['asked'],
	done: () => ['asked'],
	stopped: () => ['asked']
};
/** She asks and she stops; all else is what a court, the prosecution or the Witness Service answered, and is a worker's to record. */
const hers: readonly CourtStep[] = ['asked', 'stopped'];

/** Which steps may follow the last one about one thing; null: nobody asked for it yet. A worker may record all of them, also what she asks by phone (P19). */
export const nextSteps = (thing: CourtThing, from: CourtStep | null, by: 'person' | 'worker'): CourtStep[] =>
	(from === null ? (['asked'] as const) : next[from](thing)).filter((step) => by === 'worker' || hers.includes(step));

/** Whether it is over, so that it can be asked for again. */
export const isOver = (step: CourtStep | null): boolean => step === null || next[step]('visit').includes('asked');
