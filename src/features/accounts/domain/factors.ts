/** Whose account it is. */
type Kind = 'person' | 'worker' | 'agency';

/** Where each reads and changes the ways into their own account. */
export const passkeysHome = {
	person: '/my/account/passkeys',
	worker: '/console/account/passkeys',
	agency: '/agency/account/passkeys'
} as const satisfies Record<Kind, string>;

const day = 86_400_000;

/** A way in counts as new for 24 hours, so that one added by somebody else is noticed (accounts §2.1 (c)). */
export const isNewFactor = (madeAt: Date, now: Date): boolean => now.getTime() - madeAt.getTime() < day;

/** Who works here must keep a second factor; a person's password is enough (P7, accounts §2.1 (d)). */
export const mayRemove = (kind: Kind, factors: number): boolean => kind === 'person' || factors > 1;
