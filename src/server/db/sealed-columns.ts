import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Keyring } from './keyring.ts';
import { helpGrant, restorativeStep } from './schema/advocate.ts';
import { event, reference, task, telling } from './schema/cases.ts';
import { feedBatch } from './schema/feeds.ts';
import { message, messageTranslation, threadMember, threadNote } from './schema/messages.ts';
import { needAnswer } from './schema/needs.ts';
import { adjustment, contactWay, person, preference, riskMark, secondYes, worker } from './schema/people.ts';
import { consent, referralText, safetyShare } from './schema/referrals.ts';
import { auditWithheld, breach, caseAccess, erasure, legalHold } from './schema/vault.ts';
import { sealedPlaces, type SealedPlace } from './sealed-places.ts';

/** Whose row it is, as far as the row says: enough to know its key. */
export type SealedRow = { id: string; personId: string | null; caseId: string | null };

/** A sealed column: how its rows are found, and from which columns the scope of each follows. Every table of these has `id` and `hub_id`. */
export type SealedColumn = {
	table: PgTable;
	id: PgColumn;
	hub: PgColumn;
	sealed: PgColumn;
	personId?: PgColumn;
	caseId?: PgColumn;
	/** @returns null where the row does not say whose it is: it is left alone. */
	place: (row: SealedRow) => SealedPlace | null;
};

const whenGiven = (id: string | null, place: (id: string) => SealedPlace): SealedPlace | null => (id ? place(id) : null);
const ofPerson =
	(place: (personId: string, id: string) => SealedPlace) =>
	({ personId, id }: SealedRow) =>
		whenGiven(personId, (owner) => place(owner, id));
const ofCase =
	(place: (caseId: string, id: string) => SealedPlace) =>
	({ caseId, id }: SealedRow) =>
		whenGiven(caseId, (owner) => place(owner, id));

const at = <T extends PgTable & { id: PgColumn; hubId: PgColumn }>(table: T) => ({ table, id: table.id, hub: table.hubId });

/** Every column that is sealed under a data key, by its place: what a rotation of data keys seals anew. A column that is not here would die with its old key. */
export const sealedColumns: Record<Exclude<keyof typeof sealedPlaces, 'auditDetail'>, SealedColumn> = {
	workerName: { ...at(worker), sealed: worker.nameSealed, place: ({ id }) => sealedPlaces.workerName(id) },
	personName: { ...at(person), sealed: person.nameSealed, place: ({ id }) => sealedPlaces.personName(id) },
	personBorn: { ...at(person), sealed: person.bornSealed, place: ({ id }) => sealedPlaces.personBorn(id) },
	contactWay: {
		...at(contactWay),
		sealed: contactWay.valueSealed,
		personId: contactWay.personId,
		place: ofPerson(sealedPlaces.contactWay)
	},
	preferenceWords: {
		...at(preference),
		sealed: preference.wordsSealed,
		personId: preference.personId,
		place: ofPerson(sealedPlaces.preferenceWords)
	},
	riskReason: { ...at(riskMark), sealed: riskMark.reasonSealed, personId: riskMark.personId, place: ofPerson(sealedPlaces.riskReason) },
	reference: { ...at(reference), sealed: reference.refSealed, caseId: reference.caseId, place: ofCase(sealedPlaces.reference) },
	tellingNote: { ...at(telling), sealed: telling.noteSealed, caseId: telling.caseId, place: ofCase(sealedPlaces.tellingNote) },
	eventLine: { ...at(event), sealed: event.lineSealed, caseId: event.caseId, place: ofCase(sealedPlaces.eventLine) },
	taskDetail: {
		...at(task),
		sealed: task.detailSealed,
		personId: task.personId,
		caseId: task.caseId,
		place: ({ id, caseId, personId }) =>
			whenGiven(caseId ?? personId, () => sealedPlaces.taskDetail(caseId ? { caseId } : { personId: personId ?? '' }, id))
	},
	glassReason: { ...at(caseAccess), sealed: caseAccess.reasonSealed, place: ({ id }) => sealedPlaces.glassReason(id) },
	withheldReason: {
		...at(auditWithheld),
		sealed: auditWithheld.reasonSealed,
		personId: auditWithheld.personId,
		place: ofPerson(sealedPlaces.withheldReason)
	},
	holdReason: {
		...at(legalHold),
		sealed: legalHold.reasonSealed,
		personId: legalHold.personId,
		caseId: legalHold.caseId,
		place: ({ id, caseId, personId }) =>
			whenGiven(caseId ?? personId, () => sealedPlaces.holdReason(caseId ? { caseId } : { personId: personId ?? '' }, id))
	},
	breachSeen: { ...at(breach), sealed: breach.seenSealed, caseId: breach.caseId, place: ofCase(sealedPlaces.breachSeen) },
	breachNote: { ...at(breach), sealed: breach.noteSealed, caseId: breach.caseId, place: ofCase(sealedPlaces.breachNote) },
	erasureWords: { ...at(erasure), sealed: erasure.wordsSealed, personId: erasure.personId, place: ofPerson(sealedPlaces.erasureWords) },
	adjustmentWords: {
		...at(adjustment),
		sealed: adjustment.wordsSealed,
		personId: adjustment.personId,
		place: ofPerson(sealedPlaces.adjustmentWords)
	},
	needLine: { ...at(needAnswer), sealed: needAnswer.lineSealed, personId: needAnswer.personId, place: ofPerson(sealedPlaces.needLine) },
	secondWhy: { ...at(secondYes), sealed: secondYes.whySealed, personId: secondYes.personId, place: ofPerson(sealedPlaces.secondWhy) },
	feedRaw: { ...at(feedBatch), sealed: feedBatch.rawSealed, place: ({ id }) => sealedPlaces.feedRaw(id) },
	helperName: { ...at(helpGrant), sealed: helpGrant.nameSealed, personId: helpGrant.personId, place: ofPerson(sealedPlaces.helperName) },
	// Whose key it is under is the helper.
	helpedName: {
		...at(helpGrant),
		sealed: helpGrant.ownerNameSealed,
		personId: helpGrant.helperId,
		place: ofPerson(sealedPlaces.helpedName)
	},
	restorativeText: {
		...at(restorativeStep),
		sealed: restorativeStep.textSealed,
		personId: restorativeStep.personId,
		place: ofPerson(sealedPlaces.restorativeText)
	},
	consentNote: { ...at(consent), sealed: consent.noteSealed, personId: consent.personId, place: ofPerson(sealedPlaces.consentNote) },
	referralLines: { ...at(referralText), sealed: referralText.linesSealed, place: ({ id }) => sealedPlaces.referralLines(id) },
	referralNotes: { ...at(referralText), sealed: referralText.notesSealed, place: ({ id }) => sealedPlaces.referralNotes(id) },
	safetyWords: {
		...at(safetyShare),
		sealed: safetyShare.wordsSealed,
		personId: safetyShare.personId,
		place: ofPerson(sealedPlaces.safetyWords)
	},
	safetyWhy: {
		...at(safetyShare),
		sealed: safetyShare.hiddenWhySealed,
		personId: safetyShare.personId,
		place: ofPerson(sealedPlaces.safetyWhy)
	},
	messageBody: {
		...at(message),
		sealed: message.bodySealed,
		personId: message.personId,
		caseId: message.caseId,
		place: ({ id, caseId, personId }) =>
			whenGiven(caseId ?? personId, () => sealedPlaces.messageBody(caseId ? { caseId } : { personId: personId ?? '' }, id))
	},
	threadNote: {
		...at(threadNote),
		sealed: threadNote.noteSealed,
		personId: threadNote.personId,
		caseId: threadNote.caseId,
		place: ({ id, caseId, personId }) =>
			whenGiven(caseId ?? personId, () => sealedPlaces.threadNote(caseId ? { caseId } : { personId: personId ?? '' }, id))
	},
	messageTranslation: {
		...at(messageTranslation),
		sealed: messageTranslation.textSealed,
		personId: messageTranslation.personId,
		caseId: messageTranslation.caseId,
		place: ({ id, caseId, personId }) =>
			whenGiven(caseId ?? personId, () => sealedPlaces.messageTranslation(caseId ? { caseId } : { personId: personId ?? '' }, id))
	},
	memberName: {
		...at(threadMember),
		sealed: threadMember.nameSealed,
		personId: threadMember.personId,
		caseId: threadMember.caseId,
		place: ({ caseId, personId, id }) =>
			whenGiven(caseId ?? personId, () => sealedPlaces.memberName(caseId ? { caseId } : { personId: personId ?? '' }, id))
	}
};

/**
 * Sealed with a key of the instance, made from the root of the key file: needed before it is known who asks. The root does not rotate, so these are never sealed
 * anew; `sealForDoor` (server/crypto/instance.ts) binds each to its row.
 */
export const sealedForDoor: readonly string[] = [
	...['account.sign_in_sealed', 'factor.secret_sealed', 'factor.label_sealed'],
	...['self_referral.words_sealed', 'self_referral.answer_sealed', 'self_referral.more_sealed']
];

/** Sealed under a data key and never sealed anew: the log's hash is over these bytes. Their keys are kept as long as the log names them (`keysInLog`). */
export const sealedForGood: readonly string[] = ['audit_event.detail_sealed'];

/** Fetches the keys for a page of one column's rows: one query, and not one for each case in it. */
export async function fetchKeysOf(keys: Keyring, column: SealedColumn, rows: readonly SealedRow[]): Promise<void> {
	const scopes = rows.flatMap((row) => column.place(row)?.scope ?? []);
	for (const kind of ['case', 'person', 'referral'] as const)
		await keys.fetch(
			kind,
			scopes.flatMap((scope) => (scope.kind === kind ? [scope.id] : []))
		);
}
