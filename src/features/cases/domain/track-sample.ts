import { eventKinds, sources, type CaseEvent, type EventDetail, type Occurred } from './event.ts';
import { outcomeCodes } from './outcomes.ts';

/** An invented event for tests: published when received, told to nobody. Its hash is its id unless the test says otherwise. */
export function anEvent(part: Partial<CaseEvent> & Pick<CaseEvent, 'kind'>): CaseEvent {
	const id = part.id ?? `${part.kind}-${part.source ?? 'police'}-${JSON.stringify(part.occurred ?? '')}`;
	const receivedAt = part.receivedAt ?? '2026-06-10T09:00:00.000Z';
	return {
		id,
		source: 'police',
		sourceName: 'Humberside Police',
		charge: null,
		occurred: { kind: 'unknown' },
		asOf: 'happened',
		receivedAt,
		publishedAt: receivedAt,
		supersedes: null,
		contentHash: id,
		detail: {},
		tellings: [],
		...part
	};
}

/** An event of one day of June 2026. */
export const onJune = (day: number, part: Partial<CaseEvent> & Pick<CaseEvent, 'kind'>): CaseEvent =>
	anEvent({ occurred: { kind: 'day', on: `2026-06-${String(day).padStart(2, '0')}` }, ...part });

/** A telling that counts. */
export const toldOn = (at: string): CaseEvent['tellings'][number] => ({ at, by: 'hub', way: 'phone', outcome: 'told' });

/** How many numbers one thrown event takes. */
export const diceOfAnEvent = 14;
const results = ['guilty', 'not_guilty', 'no_verdict', 'no_evidence', 'left_on_file', 'allowed', 'refused', 'granted', 'reduced'] as const;

const dayOf = (n: number) => `2026-06-${String((n % 28) + 1).padStart(2, '0')}`;
function thrownWhen(form: number, n: number): Occurred {
	const forms: Occurred[] = [
		{ kind: 'day', on: dayOf(n) },
		{ kind: 'day', on: dayOf(n) },
		{ kind: 'week', from: dayOf(n) },
		{ kind: 'month', month: n % 2 === 0 ? '2026-05' : '2026-06' },
		{ kind: 'unknown' }
	];
	return forms[form % forms.length] ?? { kind: 'unknown' };
}

/**
 * Any event at all, from numbers that a property test throws: any kind, source, charge, date, result, told or not, published nine times in ten.
 * Corrections may point at any of twelve events, also at themselves and in circles; contents may be equal.
 */
export function thrownEvent(place: number, dice: readonly number[]): CaseEvent {
	const die = (at: number) => dice[at] ?? 0;
	const pick = <T>(list: readonly T[], at: number): T => list[die(at) % list.length] as T;
	const receivedAt = new Date(Date.UTC(2026, 5, (die(0) % 29) + 1, 9)).toISOString();
	const detail: EventDetail = {
		...(die(1) % 2 === 0 && { result: pick(results, 2) }),
		...(die(3) % 3 === 0 && { outcome: pick(outcomeCodes, 4) }),
		...(die(5) % 3 === 0 && { hearing: { when: thrownWhen(die(5), die(6)), time: '10:00', court: 'Hull Crown Court' } }),
		...(die(6) % 3 === 0 && { bailConditions: pick(['yes', 'no', 'not_told'] as const, 7) })
	};
	return anEvent({
		kind: pick(eventKinds, 8),
		id: `e${place}`,
		contentHash: `hash ${die(9) % 30}`,
		source: pick(sources, 10),
		charge: pick([null, '1', '2'], 11),
		occurred: thrownWhen(die(12), die(13)),
		asOf: die(12) % 7 === 0 ? 'last_known' : 'happened',
		receivedAt,
		publishedAt: die(13) % 10 === 0 ? null : receivedAt,
		supersedes: die(9) % 4 === 0 ? `e${die(10) % 12}` : null,
		detail,
		tellings: die(11) % 2 === 0 ? [toldOn(receivedAt)] : []
	});
}
