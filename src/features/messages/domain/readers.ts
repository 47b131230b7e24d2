/** Why somebody besides the person and the hub reads a thread: a request she agreed to, their office, or that she let them in. */
export type ReaderAs = 'request' | 'official' | 'helper' | 'helper.writes';
/** One who reads a thread. A name that cannot be opened is null. */
export type Reader = { id: string; name: string | null; as: ReaderAs };

/** Whether these parts of a grant hold this one. */
export const hasPart = (parts: readonly string[], part: 'messages' | 'messages_write'): boolean => parts.includes(part);

type Sorted = { state: string; lastBy: string };
/** Whether somebody waits for a word of an agency: the person or who helps her wrote last, and it is open. */
export const waitsForWord = ({ state, lastBy }: Sorted): boolean => state === 'open' && (lastBy === 'person' || lastBy === 'helper');

/** Why a worker asks for an agency, and why they end that it reads. */
export const whys = ['person_asked', 'can_answer', 'official'] as const;
export const endWhys = ['person_said', 'answered', 'mistake'] as const;
