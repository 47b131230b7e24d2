/** Whom an invitation was for, once code and word were right. */
export type Invited = { invitation: string; hub: string; kind: 'person' | 'worker' | 'agency'; subject: string };

/** How far somebody came on the way from code to account (journey 1). It travels sealed in a cookie, never in an address. */
export type StartState = { tries: number; code?: string; invited?: Invited; signIn?: string };

export type StartStep = 'word' | 'before' | 'name' | 'password';

/** After so many wrong tries no more are taken: the code ends (P5, T31). */
export const wrongTries = 5;

/** Whether a step's page may be opened: each needs what the steps before it brought. Going back is always possible. */
export function mayOpen(step: StartStep, state: StartState | null): boolean {
	if (!state) return false;
	if (step === 'word') return state.code !== undefined && state.tries < wrongTries;
	if (step === 'password') return state.invited !== undefined && state.signIn !== undefined;
	return state.invited !== undefined;
}

/** Where a right code and word lead. A worker is not shown the page about a shared phone (S-08 is for the person). */
export const afterWord = (invited: Invited): '/start/before' | '/start/name' =>
	invited.kind === 'person' ? '/start/before' : '/start/name';

/** Where an account's own part of the house begins. Who only counts begins with what is counted: the due list is not there for them (DESIGN §1). */
export function homeOf({ kind, roles }: { kind: 'person' | 'worker' | 'agency'; roles: readonly string[] }): string {
	if (kind === 'worker') return roles.length > 0 && roles.every((role) => role === 'commissioner') ? '/console/reports' : '/console';
	return kind === 'person' ? '/my' : '/agency';
}
