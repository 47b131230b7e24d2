import type { AccountId, AgencyId, HubId, PersonId, WorkerId } from '#shared/ids.ts';

/** Who is asking. Built once per request from the session, never anywhere else. */
export type Actor =
	| { kind: 'nobody' }
	/** Anybody at a public page: sees what the directory shows and nothing else. `hub` is whose entry a press is about. */
	| { kind: 'reader'; hub?: HubId }
	| { kind: 'door'; hub?: HubId; for?: AccountOwner }
	| { kind: 'person'; account: AccountId; id: PersonId; hub: HubId }
	| { kind: 'worker'; account: AccountId; id: WorkerId; hub: HubId; roles: readonly WorkerRole[] }
	| { kind: 'agency'; account: AccountId; id: WorkerId; hub: HubId; agency: AgencyId }
	| { kind: 'job'; hub: HubId };

/** Whose account the door works on: the log names them, not the door. */
export type AccountOwner =
	| { kind: 'person'; account: AccountId; id: PersonId }
	| { kind: 'worker'; account: AccountId; id: WorkerId; roles: readonly WorkerRole[] }
	| { kind: 'agency'; account: AccountId; id: WorkerId };

/** A commissioner reads counts and nothing else: no name stands in a report (DESIGN §1). */
export const workerRoles = ['care', 'supervisor', 'commissioner'] as const;
export type WorkerRole = (typeof workerRoles)[number];

export type PersonActor = Extract<Actor, { kind: 'person' }>;
export type WorkerActor = Extract<Actor, { kind: 'worker' }>;
export type AgencyActor = Extract<Actor, { kind: 'agency' }>;
export type JobActor = Extract<Actor, { kind: 'job' }>;
export type DoorActor = Extract<Actor, { kind: 'door' }>;

/** As what an actor acts, for the log and for row security: the strongest role first. Null where the kind says it all. */
export function actsAs(actor: Actor): string | null {
	const who = actor.kind === 'door' ? actor.for : actor;
	if (who?.kind !== 'worker') return null;
	return who.roles.includes('supervisor') ? 'supervisor' : (who.roles[0] ?? null);
}

/** Whose doing it was: the door acts for the owner of an account once it knows them. */
export const whoActs = (actor: Actor): { kind: Actor['kind']; id: string | null } => {
	const who = actor.kind === 'door' ? (actor.for ?? actor) : actor;
	return { kind: who.kind, id: 'id' in who ? who.id : null };
};
