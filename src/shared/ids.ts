/** Ids are branded so that a worker's id can never be passed where a person's is meant. They are uuid v7 made in the app: names for rows, never secrets. */
export type HubId = string & { readonly brand: 'HubId' };
export type PersonId = string & { readonly brand: 'PersonId' };
export type CaseId = string & { readonly brand: 'CaseId' };
export type AccountId = string & { readonly brand: 'AccountId' };
export type WorkerId = string & { readonly brand: 'WorkerId' };
export type AgencyId = string & { readonly brand: 'AgencyId' };
