import type { Lang } from '#shared/lang.ts';
import type { Tx } from '../db/as.ts';
import type { AuditRow } from '../db/queries/house.ts';
import type { Actor } from '../policy/actor.ts';

/** What a use case may do besides its queries: these are written last, in the same transaction. */
type Wake = {
	/** Says whose record the door's own audit event is about. */
	about: (detail: Omit<AuditRow, 'action'>) => void;
	/** One more audit event. */
	record: (row: AuditRow) => void;
	/** Tells other rooms. Ids and codes only. */
	emit: (kind: string, payload: Record<string, string>) => void;
};

/** All a use case needs from outside. Jobs, the command line and tests build one too, so nothing below knows HTTP. */
export type Ctx<A extends Actor = Actor> = Wake & {
	actor: A;
	db: Tx;
	now: Date;
	lang: Lang;
	requestId: string;
	/** Whether whoever asks was proved in the last five minutes (ASVS 7.5.3). Never for jobs and the command line. */
	isFresh: boolean;
};

/** What a form's use case answers: where to go, or what to say at which field. Thrown faults roll back; so does a refusal, and a way round by another page (`isUndone`): nothing was done yet. */
export type Outcome = { go: string; isUndone?: true } | { refused: readonly Issue[] };
export type Issue = { field: string; key: string; values?: Record<string, string | number> };

/** Refuses at one field. */
export const refuse = (field: string, key: string, values?: Record<string, string | number>): { refused: readonly Issue[] } => ({
	refused: [values ? { field, key, values } : { field, key }]
});
