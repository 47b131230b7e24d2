/** What somebody who works here may be. A commissioner reads counts and nothing else (DESIGN §1). */
export const teamRoles = ['care', 'supervisor', 'commissioner'] as const;
export type TeamRole = (typeof teamRoles)[number];

/** Where somebody stands: no code yet, a code given and not used, signing in, or gone. */
export type MemberState = 'none' | 'invited' | 'expired' | 'active' | 'left';

type Change = { isSelf: boolean; isOtherSupervisor: boolean };

/** Why these roles cannot be given, as a key; null when they can. Nobody changes their own, and a hub keeps one supervisor (the database says the same once more). */
export function whyNotRoles({ isSelf, isOtherSupervisor }: Change, roles: readonly TeamRole[]): string | null {
	if (isSelf) return 'team.roles.self';
	return roles.includes('supervisor') || isOtherSupervisor ? null : 'team.roles.lastSupervisor';
}

/** Why somebody cannot be marked as gone, as a key; null when they can. */
export function whyNotLeave({ isSelf, isOtherSupervisor }: Change): string | null {
	if (isSelf) return 'team.left.self';
	return isOtherSupervisor ? null : 'team.roles.lastSupervisor';
}
