/** For so long a change stands at the head of the account's page: 24 hours in milliseconds (accounts §2.1, S-22). */
export const lately = 86_400_000;

export const changeKinds = ['password', 'time', 'added', 'removed'] as const;
export type Change = { what: (typeof changeKinds)[number]; at: string };

/** A row of the log as the owner of the account reads it; null for what is no change of how they sign in. */
export function changeOf({ action, reason, at }: { action: string; reason: string | null; at: Date }): Change | null {
	if (action === 'factor.added') return { what: 'added', at: at.toISOString() };
	if (action === 'factor.removed') return { what: 'removed', at: at.toISOString() };
	if (action !== 'account.changed') return null;
	return { what: reason === 'time' ? 'time' : 'password', at: at.toISOString() };
}
