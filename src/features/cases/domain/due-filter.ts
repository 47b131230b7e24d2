import { addDays, type Day } from '#shared/london.ts';
import { addWorkingDays, isKnownDay } from '#shared/working-days.ts';

/** Whose things the list shows. */
export const dueViews = ['mine', 'team', 'hub'] as const;
export type DueView = (typeof dueViews)[number];
/** What a thing on the list is about, as a worker looks for it. */
export const dueGroups = ['news', 'safety', 'contact', 'messages', 'services', 'court', 'directory', 'hub'] as const;
export type DueGroup = (typeof dueGroups)[number];
/** By when: past already, by the end of today, or within five working days. */
export const dueWhens = ['late', 'today', 'week'] as const;
export type DueWhen = (typeof dueWhens)[number];

export type DueFilter = { view: DueView; enhanced: boolean; group: DueGroup | null; when: DueWhen | null };
export const everything: DueFilter = { view: 'mine', enhanced: false, group: null, when: null };

/** The last day that "within five working days" reaches; a week of calendar days where the bank-holiday table ends. */
export const weekEnds = (today: Day): Day => (isKnownDay(addDays(today, 21)) ? addWorkingDays(today, 5) : addDays(today, 7));

/** Whether a thing due by this day is in the chosen time. What has no day is in none of them: it is never late. */
export const isDueWithin = (dueBy: Day | null, when: DueWhen, today: Day): boolean =>
	dueBy !== null && (when === 'late' ? dueBy < today : dueBy <= (when === 'today' ? today : weekEnds(today)));

const among = <T extends string>(list: readonly T[], value: string | null | undefined): T | null =>
	list.find((each) => each === value) ?? null;

/** A filter as a code to keep: `team.enhanced.messages.today`, with `-` where nothing is chosen. It says nothing about anybody. */
export const filterCode = ({ view, enhanced, group, when }: DueFilter): string =>
	[view, enhanced ? 'enhanced' : '-', group ?? '-', when ?? '-'].join('.');

/** What a code says; what is not known in it is not chosen. */
export function filterFrom(code: string): DueFilter {
	const [view, enhanced, group, when] = code.split('.');
	return {
		view: among(dueViews, view) ?? 'mine',
		enhanced: enhanced === 'enhanced',
		group: among(dueGroups, group),
		when: among(dueWhens, when)
	};
}

/** The same from an address, and its other way: `?f=team&enhanced=yes&k=messages&by=today`. A list can be a bookmark. */
export const filterIn = (params: URLSearchParams): DueFilter => ({
	view: among(dueViews, params.get('f')) ?? 'mine',
	enhanced: params.get('enhanced') === 'yes',
	group: among(dueGroups, params.get('k')),
	when: among(dueWhens, params.get('by'))
});
export const queryOf = ({ view, enhanced, group, when }: DueFilter): string =>
	`f=${view}${enhanced ? '&enhanced=yes' : ''}${group ? `&k=${group}` : ''}${when ? `&by=${when}` : ''}`;
