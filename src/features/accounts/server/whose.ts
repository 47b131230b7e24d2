import type { AccountOwner } from '#server/policy/actor.ts';

/** Whose record a row of the log is about: the person's own account is part of her record, a worker's is of nobody's. */
export const personIn = (owner: AccountOwner | undefined): string | undefined => (owner?.kind === 'person' ? owner.id : undefined);
