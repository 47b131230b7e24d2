import { sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { accreditation } from '../schema/directory.ts';
import { hubScope } from '../schema/directory-sources.ts';

export type AccreditationRow = Omit<typeof accreditation.$inferInsert, 'keptBy' | 'madeAt' | 'madeBy' | 'endedAt' | 'endedBy'>;
export type HubScopeRow = typeof hubScope.$inferInsert;

/** Keeps accreditations of this hub's services as the demo has them, each once; one that is there already is left alone (T40). */
export async function keepAccreditations(db: Tx, rows: readonly AccreditationRow[]): Promise<void> {
	if (!rows.length) return;
	const mine = rows.map((row) => ({ ...row, keptBy: db.hub, madeAt: db.now }));
	await db.q.insert(accreditation).values(mine).onConflictDoNothing({ target: accreditation.id });
}

/** Keeps whom each hub of the country takes and how it is reached, this hub and its neighbours (T44). The last word counts. */
export async function keepHubScopes(db: Tx, rows: readonly HubScopeRow[]): Promise<void> {
	if (!rows.length) return;
	await db.q
		.insert(hubScope)
		.values([...rows])
		.onConflictDoUpdate({
			target: hubScope.id,
			set: {
				name: sql`excluded.name`,
				phone: sql`excluded.phone`,
				website: sql`excluded.website`,
				areas: sql`excluded.areas`,
				rule: sql`excluded.rule`,
				takesWitnesses: sql`excluded.takes_witnesses`,
				checkedOn: sql`excluded.checked_on`
			}
		});
}
