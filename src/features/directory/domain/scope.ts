/** Whom a hub takes: people who live in its areas, whom it happened to there, or both; and whether it works with witnesses. */
export type Scope = {
	id: string;
	name: string;
	phone: string;
	website: string | null;
	areas: readonly string[];
	rule: 'lives' | 'happened' | 'either';
	takesWitnesses: boolean;
};
/** What is known of whoever asks. Without `by` it is not known whether they live there or it happened there. */
export type Whose = { area: string; by?: 'lives' | 'happened' | undefined; isWitness?: boolean };

/** Whether a hub takes somebody (T44). What is not known never shuts a door. */
export const takes = ({ areas, rule, takesWitnesses }: Scope, { area, by, isWitness = false }: Whose): boolean =>
	areas.includes(area) && (rule === 'either' || by === undefined || rule === by) && (!isWitness || takesWitnesses);

/**
 * To whom somebody is handed on whom our hub does not take: the hubs that do, in the order they came, with the rule each goes by (T44). Nobody where ours takes
 * them, or where we know of no hub: then it is ours that helps them on. `ours` is our hub's id or name.
 */
export function handOff(scopes: readonly Scope[], ours: string, whose: Whose): Scope[] {
	const taking = scopes.filter((scope) => takes(scope, whose));
	return taking.some(({ id, name }) => id === ours || name === ours) ? [] : taking;
}

/** What a hub says of itself, where a supervisor has said it. */
type Said = Pick<Scope, 'areas' | 'rule' | 'takesWitnesses'>;

/**
 * The list of hubs with what ours says of itself in the place of what the list says (T44); added to it where the list does not know ours. `said` null: the list alone counts.
 */
export function withOurs(scopes: readonly Scope[], ours: { name: string; phone: string }, said: Said | null): Scope[] {
	if (!said) return [...scopes];
	const listed = scopes.find(({ id, name }) => id === ours.name || name === ours.name);
	if (!listed) return [...scopes, { id: ours.name, website: null, ...ours, ...said }];
	return scopes.map((scope) => (scope === listed ? { ...scope, ...said } : scope));
}
