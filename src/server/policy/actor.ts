import type { AccountId, AgencyId, HubId, PersonId, WorkerId } from '#shared/ids.ts';

/** Who is asking. Built once per request from the session, never anywhere else. */
export type Actor =
	| { kind: 'nobody' }
	| { kind: 'door'; hub?: HubId }
	| { kind: 'person'; account: AccountId; id: PersonId; hub: HubId }
	| { kind: 'worker'; account: AccountId; id: WorkerId; hub: HubId; roles: readonly WorkerRole[] }
	| { kind: 'agency'; account: AccountId; id: WorkerId; hub: HubId; agency: AgencyId }
	| { kind: 'job'; hub: HubId };

export const workerRoles = ['care', 'supervisor'] as const;
export type WorkerRole = (typeof workerRoles)[number];

export type PersonActor = Extract<Actor, { kind: 'person' }>;
export type WorkerActor = Extract<Actor, { kind: 'worker' }>;
export type AgencyActor = Extract<Actor, { kind: 'agency' }>;
export type JobActor = Extract<Actor, { kind: 'job' }>;
export type DoorActor = Extract<Actor, { kind: 'door' }>;
