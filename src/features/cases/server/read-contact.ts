import type { ContactRow } from '#server/db/queries/cases.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { PersonCtx } from './own-case.ts';

/** Whom to ask. The name is null when it cannot be read; then the page gives the team. */
export type Contact = { name: string | null; team: string; role: ContactRow['role'] };

/** The one present contact of a case (T1): the one named last among those who have not ended. Null where nobody is named yet. */
export async function presentContact({ db }: PersonCtx, rows: readonly ContactRow[], caseId: string): Promise<Contact | null> {
	const row = rows.find((one) => one.caseId === caseId && one.until === null);
	if (!row) return null;
	return { name: await openAt(db.keys, sealedPlaces.workerName(row.workerId), row.nameSealed), team: row.team, role: row.role };
}
