import type { Snippet } from 'svelte';
import type { HubMark } from '#shared/hub.ts';
import type { Lang } from '#shared/lang.ts';

/** Finished words or a piece of page: what a component shows, never a key. */
export type Content = string | Snippet;

/** What every field needs besides its own control. `error` carries no prefix; `errorPrefix` is the hidden word before it ("Error:"). */
export interface FieldProps {
	name: string;
	/** Address of the control for labels and the error summary; the name unless given. */
	id?: string;
	label: string;
	hint?: string;
	error?: string;
	errorPrefix?: string;
	/** The label is the page's h1 (one question on a page). */
	isHeading?: boolean;
	/** Further ids that describe the control. */
	describedBy?: string;
}

/** One choice among radios or checkboxes; `divider` stands alone ("or"). */
export interface Choice {
	value?: string;
	text?: string;
	hint?: string;
	id?: string;
	isChecked?: boolean;
	isDisabled?: boolean;
	divider?: string;
}

export interface Link {
	href: string;
	label: string;
	isCurrent?: boolean;
}

/** One language of the page; `lang` is what the link itself is written in. */
export interface LanguageLink {
	lang: Lang;
	dir: 'ltr' | 'rtl';
	name: string;
	href: string;
	isCurrent: boolean;
	/** Always shown; the others are folded away. */
	isFirst: boolean;
}

/** The finished strings of the shell (locales: `shell.*`). */
export interface ShellWords {
	skip: string;
	leave: string;
	leaveRegion: string;
	leaveFirst: string;
	shiftTwice: string;
	shiftOnce: string;
	shiftExpired: string;
	leaving: string;
	languages: string;
	moreLanguages: string;
	callUs: string;
	relay: string;
	otherLanguages: string;
	danger: string;
	call999: string;
}

/** The hub as the foot of the page names it: opening hours and phone come from the hub's settings. */
export interface Hub {
	name: string;
	home: string;
	phone: string;
	hours: string;
	/** The days on which it is closed soon, as a line; empty: none. */
	closed?: string;
	/** Numbers for who cannot hear or speak, and for who speaks another language; empty: none. */
	relay?: string;
	otherLanguages?: string;
	mark?: HubMark;
}

/** The joined ids of hint, error and others for `aria-describedby`; nothing when there are none. */
export const describedBy = (...ids: (string | false | undefined)[]): string | undefined => ids.filter(Boolean).join(' ') || undefined;
