import type { Receipt } from '#features/referrals/domain/receipt.ts';
/** What the hub holds about a person besides her cases, as she may read it herself. What is null was never said, or cannot be read where `canBeRead` says so. */
export type Held = {
	/** Null: cannot be read now. */
	name: string | null;
	born: string | 'unreadable' | null;
	lang: string;
	area: string | null;
	since: string;
	ways: HeldWay[];
	reach: HeldReach | null;
	help: HeldHelp;
	questions: { kind: string; on: string; doneOn: string | null }[];
	hides: { what: 'all' | 'event' | 'reference'; on: string; isTheirs: boolean }[];
	signIn: { since: string | null; devices: number; passkeys: number; invitedOn: string | null; usedOn: string | null };
};

/** A way to reach her: of a number its last two digits, of an address nothing but that it is there (P6). */
export type HeldWay = { kind: 'phone' | 'text' | 'email' | 'post'; ending: string | null; since: string };

export type HeldReach = {
	mayContact: 'yes' | 'no_look_here' | 'no_i_call' | 'unasked';
	hours: { days: number[]; from: string; to: string }[];
	voicemail: 'none' | 'words';
	sayWho: boolean;
	hardNews: 'call_first' | 'read_here';
	confirmedOn: string | null;
};

/** What she said about help, in codes and days. Words that are null cannot be read now; '' nothing was written. */
export type HeldHelp = {
	easier: { codes: readonly string[]; spoken: string | null; words: string | null; on: string; askedAgainOn: string } | null;
	needs: { on: string; levels: Readonly<Record<string, string>>; before: string | null; words: string | null }[];
	letIn: { kind: string; parts: readonly string[]; on: string; until: string; endedOn: string | null }[];
	restorative: { step: string; on: string }[];
	/** A receipt of each permission to share (ISO/IEC TS 27560, P16), and what had to be shared to keep somebody safe. */
	shared: Receipt[];
	keptSafe: { on: string; words: string | null }[];
};

/** The last two digits of a number, enough to know one's own; null for what is no number. */
export function endingOf(kind: HeldWay['kind'], value: string | null): string | null {
	const digits = kind === 'phone' || kind === 'text' ? (value ?? '').replace(/\D/g, '') : '';
	return digits.length >= 5 ? digits.slice(-2) : null;
}
