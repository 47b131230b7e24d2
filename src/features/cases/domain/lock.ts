/** What is written down in a case while others should know. */
export const lockWhats = ['telling', 'event', 'contact', 'needs'] as const;
export type LockWhat = (typeof lockWhats)[number];
/** So long it holds after the form was opened; as long as a thread is claimed. */
export const lockMinutes = 20;
const lockMs = lockMinutes * 60_000;

/** Who is on a case. `takenFrom`: who was on it when it was taken over, and has not saved since. */
export type Lock = { workerId: string; what: LockWhat; since: Date; until: Date; takenFrom: string | null };

/** Whether somebody is on it now. A lock that nobody ends is over by itself. */
export const isLive = (lock: Lock | null, now: Date): lock is Lock => lock !== null && lock.until > now;

/** Somebody opens a form: the case is theirs for a while, unless a colleague is on it. Opened again it lasts longer, and began when it began. */
export function opened(lock: Lock | null, workerId: string, what: LockWhat, now: Date): Lock | null {
	if (isLive(lock, now) && lock.workerId !== workerId) return lock;
	return takenOver(lock, workerId, what, now);
}

/** Somebody takes it, also from a colleague, who is remembered: they are told when they save. */
export function takenOver(lock: Lock | null, workerId: string, what: LockWhat, now: Date): Lock {
	const until = new Date(now.getTime() + lockMs);
	if (!isLive(lock, now)) return { workerId, what, since: now, until, takenFrom: null };
	if (lock.workerId === workerId) return { ...lock, what, until };
	return { workerId, what, since: now, until, takenFrom: lock.workerId };
}

/** Somebody saved, and is on it no more. */
export const left = (lock: Lock | null, workerId: string, now: Date): Lock | null =>
	isLive(lock, now) && lock.workerId === workerId ? { ...lock, until: now } : lock;

/**
 * What a worker is told when they save: nothing; that a colleague took over from them (also one who has saved meanwhile, as long as the lock would have held); or that a colleague was on it before.
 */
export function toldAtSave(lock: Lock | null, workerId: string, now: Date): 'nothing' | 'taken' | 'other' {
	if (!lock || lock.workerId === workerId) return 'nothing';
	if (lock.takenFrom === workerId && now.getTime() - lock.since.getTime() < lockMs) return 'taken';
	return isLive(lock, now) ? 'other' : 'nothing';
}
