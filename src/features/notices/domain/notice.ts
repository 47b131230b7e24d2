import { newsOf, type HardNewsChoice } from '#features/cases/domain/news.ts';
import type { CaseEvent } from '#features/cases/domain/event.ts';
import type { Verdict } from '#features/contact/domain/may-reach.ts';
import type { WayKind } from '#features/contact/domain/preference.ts';

export const noticeKinds = ['ordinary', 'court_critical'] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export const noticeSources = ['update', 'message', 'share', 'court'] as const;
export type NoticeSource = (typeof noticeSources)[number];
export const channels = ['text', 'email', 'post'] as const;
export type Channel = (typeof channels)[number];

/** Steps of what is shared that she is told of: a partner's answer, and the end. */
const toldMoves: readonly string[] = ['accept', 'decline', 'close', 'expire', 'return'];
/** Whether a step of a request to a partner makes a notice. What she did herself makes none. */
export const isToldMove = (move: string): boolean => toldMoves.includes(move);

/**
 * Which notice an update makes, if any. Danger news and hard news are a worker's to tell (P4): a machine says nothing, unless she chose to read hard news on her page first. A hearing
 * that moved, or does not take place, is court-critical (P22): somebody would travel for nothing.
 */
export function noticeOfEvent(event: Pick<CaseEvent, 'kind' | 'detail'>, choice: HardNewsChoice): NoticeKind | null {
	const news = newsOf(event);
	if (news === 'danger' || (news === 'hard' && choice !== 'read_here')) return null;
	return event.kind === 'hearing_moved' || event.kind === 'hearing_vacated' ? 'court_critical' : 'ordinary';
}

/** What stands in the locale file `notice` for a notice. Nothing of a case can be put in: no value but the name of the hub, and that only where she said we may say who we are (T30, P15). */
export type NoticeWords = { key: string; values: { hub: string } | null };
/** The fixed words of a notice. */
export function wordsOf(kind: NoticeKind, sayWho: boolean, hub: string): NoticeWords {
	const what = kind === 'court_critical' ? 'soon' : 'look';
	return sayWho ? { key: `notice.text.${what}_who`, values: { hub } } : { key: `notice.text.${what}`, values: null };
}

/** What a worker does where a machine may not. */
export type NoticeTask = 'still_right' | 'notice_call';
export type Decision =
	| { do: 'send'; wayId: string; channel: Channel; sayWho: boolean; agreed: boolean }
	| { do: 'wait'; until: Date }
	| { do: 'withhold'; reasonKey: string; task: NoticeTask | null };

const isChannel = (kind: WayKind): kind is Channel => kind !== 'phone';

/**
 * What follows from the gate's answer to an automatic notice (P2, S-20): it goes only where the gate says go, waits as long as the gate says, and is withheld otherwise. Stale choices are
 * asked about by a worker; what is critical for court becomes a worker's call, except for somebody who died.
 */
export function decide(verdict: Verdict, kind: NoticeKind): Decision {
	switch (verdict.verdict) {
		case 'go':
		case 'go_with_words': {
			const { way, sayWho, message } = verdict;
			if (!isChannel(way.kind)) return withhold('notice.reason.no_channel', kind);
			return { do: 'send', wayId: way.id, channel: way.kind, sayWho, agreed: message === 'words' };
		}
		case 'wait':
			return { do: 'wait', until: verdict.until };
		case 'worker_decides':
		case 'never':
			return withhold(verdict.reasonKey, kind);
	}
}

/** Withheld, with the task that follows from why. */
export function withhold(reasonKey: string, kind: NoticeKind): Extract<Decision, { do: 'withhold' }> {
	if (reasonKey === 'reach.reason.died') return { do: 'withhold', reasonKey, task: null };
	if (kind === 'court_critical') return { do: 'withhold', reasonKey, task: 'notice_call' };
	return { do: 'withhold', reasonKey, task: reasonKey === 'reach.reason.stale' ? 'still_right' : null };
}
