import type { ParticipantRow } from '#server/db/queries/cases.ts';
import { invitationsOf, participationsOf, type InvitationRow } from '#server/db/queries/console.ts';
import { secretWordsOf } from '#server/db/queries/contact.ts';
import { riskMarksOf } from '#server/db/queries/people.ts';
import { openAt, openWords, sealedPlaces, type PreferenceWords } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { isEnhanced } from '../domain/clock-code.ts';
import { enhancedReasons, type EnhancedReason } from '../domain/event.ts';
import { isRepeat } from '../domain/repeat.ts';
import { knownPeople } from './console-names.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type InvitationState = 'none' | 'open' | 'started' | 'stopped' | 'expired';
export type CasePerson = {
	id: string;
	name: string | null;
	role: ParticipantRow['role'];
	lang: string;
	hasDied: boolean;
	enhanced: EnhancedReason[];
	isEnhanced: boolean;
	isRepeat: boolean;
	otherCases: string[];
	invitation: InvitationState;
	risk: { reason: string | null; since: string; reviewOn: string } | null;
	/** Null when they cannot be read: never shown as if there were none. */
	words: PreferenceWords | null;
};

/** Where the newest invitation of a person stands. "Started" means used: at the next safe contact the worker checks that it was really they (journey 1). */
export function invitationState(rows: readonly InvitationRow[], now: Date): InvitationState {
	const [newest] = rows;
	if (rows.some(({ usedAt }) => usedAt !== null)) return 'started';
	if (!newest) return 'none';
	if (newest.stoppedAt) return 'stopped';
	return newest.expiresAt > now ? 'open' : 'expired';
}

const reasonsIn = (row: ParticipantRow): EnhancedReason[] => enhancedReasons.filter((reason) => row.enhanced.includes(reason));

async function riskOf({ db }: WorkerCtx, mark: Awaited<ReturnType<typeof riskMarksOf>>[number] | undefined): Promise<CasePerson['risk']> {
	if (!mark) return null;
	const reason = await openAt(db.keys, sealedPlaces.riskReason(mark.personId, mark.id), mark.reasonSealed);
	return { reason, since: mark.madeAt.toISOString(), reviewOn: mark.reviewOn };
}

/** Everyone in a case as its page shows them: with eight queries, however many they are. No number is in it: those stand behind the gate. */
export async function readPeople(ctx: WorkerCtx, rows: readonly ParticipantRow[]): Promise<CasePerson[]> {
	const { db, now } = ctx;
	const ids = rows.map(({ personId }) => personId);
	const known = await knownPeople(db, ids);
	const parts = await participationsOf(db, ids);
	const invitations = await invitationsOf(db, ids);
	const words = await secretWordsOf(db, ids);
	const marks = await riskMarksOf(db, ids);
	return Promise.all(
		rows.map(async (row) => {
			const of = <T extends { personId: string }>(all: readonly T[]) => all.find(({ personId }) => personId === row.personId);
			const own = parts.filter(({ participant }) => participant.personId === row.personId);
			const person = known.get(row.personId);
			const enhanced = reasonsIn(row);
			return {
				id: row.personId,
				name: person?.name ?? null,
				role: row.role,
				lang: person?.row.lang ?? 'en',
				hasDied: Boolean(person?.row.diedAt),
				enhanced,
				isEnhanced: isEnhanced({ role: row.role, enhancedReasons: enhanced }),
				isRepeat: isRepeat(own.map((one) => ({ madeAt: one.case.madeAt, role: one.participant.role }))),
				otherCases: own.map((one) => one.case.id).filter((id) => id !== row.caseId),
				invitation: invitationState(
					invitations.filter(({ subject }) => subject === row.personId),
					now
				),
				risk: await riskOf(ctx, of(marks)),
				// Code word and what to say: for the console alone (P6).
				words: await openWords(
					db.keys,
					words.filter(({ personId }) => personId === row.personId)
				)
			};
		})
	);
}
