import { normalEmail, normalName, normalPhone, normalReference } from '../crypto/normal.ts';
import type { Keyring, Scope } from './keyring.ts';

/** The table and column of every sealed value. A value opens only in the place it was sealed for, so each has one name, and it stands here. */
const columns = {
	workerName: ['worker', 'name'],
	personName: ['person', 'name'],
	personBorn: ['person', 'born'],
	reference: ['reference', 'ref'],
	contactWay: ['contact_way', 'value'],
	preferenceWords: ['preference', 'words'],
	riskReason: ['risk_mark', 'reason'],
	tellingNote: ['telling', 'note'],
	eventLine: ['event', 'line'],
	taskDetail: ['task', 'detail'],
	auditDetail: ['audit_event', 'detail'],
	glassReason: ['case_access', 'reason'],
	withheldReason: ['audit_withheld', 'reason'],
	holdReason: ['legal_hold', 'reason'],
	breachSeen: ['breach', 'seen'],
	breachNote: ['breach', 'note'],
	erasureWords: ['erasure', 'words'],
	adjustmentWords: ['adjustment', 'words'],
	needLine: ['need_answer', 'line'],
	secondWhy: ['second_yes', 'why'],
	feedRaw: ['feed_batch', 'raw'],
	helperName: ['help_grant', 'name'],
	helpedName: ['help_grant', 'owner_name'],
	restorativeText: ['restorative_step', 'text'],
	consentNote: ['consent', 'note'],
	referralLines: ['referral_text', 'lines'],
	referralNotes: ['referral_text', 'notes'],
	safetyWords: ['safety_share', 'words'],
	safetyWhy: ['safety_share', 'hidden_why'],
	messageBody: ['message', 'body'],
	threadNote: ['thread_note', 'note'],
	messageTranslation: ['message_translation', 'text'],
	memberName: ['thread_member', 'name']
} as const;
type Place = keyof typeof columns;

/** The key and the field of one sealed value: `keys.seal(place.scope, place.field, text)`. */
export type SealedPlace = { scope: Scope; field: { table: string; column: string; row: string } };

const at = (place: Place, scope: Scope, row: string): SealedPlace => {
	const [table, column] = columns[place];
	return { scope, field: { table, column, row } };
};
const ofPerson = (id: string): Scope => ({ kind: 'person', id });
const ofCase = (id: string): Scope => ({ kind: 'case', id });

/** Where each sealed value of the house lives, and whose key it is under. */
export const sealedPlaces = {
	workerName: (worker: string) => at('workerName', { kind: 'hub' }, worker),
	personName: (person: string) => at('personName', ofPerson(person), person),
	personBorn: (person: string) => at('personBorn', ofPerson(person), person),
	contactWay: (person: string, way: string) => at('contactWay', ofPerson(person), way),
	preferenceWords: (person: string, preference: string) => at('preferenceWords', ofPerson(person), preference),
	riskReason: (person: string, mark: string) => at('riskReason', ofPerson(person), mark),
	reference: (caseId: string, reference: string) => at('reference', ofCase(caseId), reference),
	tellingNote: (caseId: string, telling: string) => at('tellingNote', ofCase(caseId), telling),
	eventLine: (caseId: string, event: string) => at('eventLine', ofCase(caseId), event),
	/** A task without a case is sealed under the person's key. */
	taskDetail: (owner: { caseId: string } | { personId: string }, task: string) =>
		at('taskDetail', 'caseId' in owner ? ofCase(owner.caseId) : ofPerson(owner.personId), task),
	/** Sealed before the row exists, so `row` is an id of the caller's that stands in the row as `object_id`. */
	auditDetail: (owner: { caseId: string } | { personId: string }, row: string) =>
		at('auditDetail', 'caseId' in owner ? ofCase(owner.caseId) : ofPerson(owner.personId), row),
	/** Under the hub's key: a supervisor who may not open the case reads why the glass was broken. */
	glassReason: (access: string) => at('glassReason', { kind: 'hub' }, access),
	withheldReason: (person: string, withheld: string) => at('withheldReason', ofPerson(person), withheld),
	holdReason: (owner: { caseId: string } | { personId: string }, hold: string) =>
		at('holdReason', 'caseId' in owner ? ofCase(owner.caseId) : ofPerson(owner.personId), hold),
	breachSeen: (caseId: string, breach: string) => at('breachSeen', ofCase(caseId), breach),
	breachNote: (caseId: string, breach: string) => at('breachNote', ofCase(caseId), breach),
	erasureWords: (person: string, erasure: string) => at('erasureWords', ofPerson(person), erasure),
	adjustmentWords: (person: string, adjustment: string) => at('adjustmentWords', ofPerson(person), adjustment),
	needLine: (person: string, answer: string) => at('needLine', ofPerson(person), answer),
	secondWhy: (person: string, ask: string) => at('secondWhy', ofPerson(person), ask),
	feedRaw: (batch: string) => at('feedRaw', { kind: 'feed' }, batch),
	helperName: (person: string, grant: string) => at('helperName', ofPerson(person), grant),
	/** Under the helper's key: they read whose page it is, and nothing of hers opens it. */
	helpedName: (helper: string, grant: string) => at('helpedName', ofPerson(helper), grant),
	restorativeText: (person: string, step: string) => at('restorativeText', ofPerson(person), step),
	consentNote: (person: string, consent: string) => at('consentNote', ofPerson(person), consent),
	referralLines: (referral: string) => at('referralLines', { kind: 'referral', id: referral }, referral),
	referralNotes: (referral: string) => at('referralNotes', { kind: 'referral', id: referral }, referral),
	safetyWords: (person: string, share: string) => at('safetyWords', ofPerson(person), share),
	safetyWhy: (person: string, share: string) => at('safetyWhy', ofPerson(person), share),
	/** A thread without a case is sealed under the person's key; so are its notes. */
	messageBody: (owner: { caseId: string } | { personId: string }, message: string) =>
		at('messageBody', 'caseId' in owner ? ofCase(owner.caseId) : ofPerson(owner.personId), message),
	threadNote: (owner: { caseId: string } | { personId: string }, note: string) =>
		at('threadNote', 'caseId' in owner ? ofCase(owner.caseId) : ofPerson(owner.personId), note),
	messageTranslation: (owner: { caseId: string } | { personId: string }, translation: string) =>
		at('messageTranslation', 'caseId' in owner ? ofCase(owner.caseId) : ofPerson(owner.personId), translation),
	/** Under the thread's key, which an agency that is let in has: whom they write to. */
	memberName: (owner: { caseId: string } | { personId: string }, member: string) =>
		at('memberName', 'caseId' in owner ? ofCase(owner.caseId) : ofPerson(owner.personId), member)
};

/** The secret words of a safety plan, in the order in which workers read them: write-only for the person (P6). */
export const secretWords = ['codeWord', 'sayIfOther', 'notTold', 'trusted', 'trustedMay', 'otherAddress', 'message'] as const;
export type SecretWord = (typeof secretWords)[number];
/** What stands in `preference.words_sealed`, as JSON: shown to workers only (P6). Empty text takes back what an earlier version said; what is not there stays as it was. */
export type PreferenceWords = { [word in SecretWord]?: string };

/** What makes a blind index: a transaction's keyring, or the key file itself where there is no transaction yet. */
export type Indexer = Pick<Keyring, 'index'>;

/** Seals a text for one place. */
export const sealAt = (keys: Keyring, place: SealedPlace, text: string): Promise<Buffer> => keys.seal(place.scope, place.field, text);
/** Opens what was sealed for one place. @returns null when it cannot be read: shown as unavailable, never saved over. */
export const openAt = (keys: Keyring, place: SealedPlace, sealed: Buffer): Promise<string | null> =>
	keys.open(place.scope, place.field, sealed);

/**
 * The secret words as they hold now, from what each version said, oldest first: later ones win, empty text takes back.
 * @returns null where one cannot be read: never shown as if nothing had been agreed
 */
export async function openWords(
	keys: Keyring,
	versions: readonly { id: string; personId: string; wordsSealed: Buffer | null }[]
): Promise<PreferenceWords | null> {
	const said: PreferenceWords = {};
	for (const { id, personId, wordsSealed } of versions) {
		const text = wordsSealed ? await openAt(keys, sealedPlaces.preferenceWords(personId, id), wordsSealed) : '{}';
		if (text === null) return null;
		Object.assign(said, JSON.parse(text) as PreferenceWords);
	}
	return Object.fromEntries(secretWords.flatMap((word) => (said[word] ? [[word, said[word]]] : [])));
}

/** The blind index under which each searchable value is found exactly. The same words everywhere, or a search finds nothing. */
export const searchIndex = {
	personName: (keys: Indexer, name: string) => keys.index('person.name', normalName(name)),
	/** `born` is 'YYYY-MM-DD'. For the question "is this the same person?", never for a match by itself. */
	personNameBorn: (keys: Indexer, name: string, born: string) => keys.index('person.name_born', `${normalName(name)}|${born}`),
	/** Phone, text and post-free ways; an e-mail is known by its @. */
	way: (keys: Indexer, value: string) => keys.index('way.value', value.includes('@') ? normalEmail(value) : normalPhone(value)),
	reference: (keys: Indexer, ref: string) => keys.index('reference.ref', normalReference(ref))
};
