import type { CaseView, ShownEntry } from './track-view.ts';
import type { RightsNow } from './rights.ts';

/** What a helper reads of somebody's case: exactly what was ticked; null for what was not. Nothing here has a place for a number, a name or a preference. */
export type HelpedView = {
	updates: (Pick<CaseView, 'headline' | 'since' | 'checkedAgain' | 'next' | 'advice'> & { timeline: ShownEntry[] }) | null;
	court: CaseView['hearings'] | null;
	rights: RightsNow | null;
};

/** Takes from a whole case what was ticked. News that is not open is left out altogether: not even that it is there (P4). */
export function tickedOnly(parts: readonly string[], view: CaseView, rights: RightsNow): HelpedView {
	const { headline, since, checkedAgain, next, advice } = view;
	const timeline = view.timeline.filter((entry) => entry.hidden === 'shown');
	return {
		updates: parts.includes('updates') ? { headline, since, checkedAgain, next, advice, timeline } : null,
		court: parts.includes('court') ? view.hearings : null,
		rights: parts.includes('rights') ? rights : null
	};
}
