import type { TaskKind } from '#server/db/queries/tasks.ts';
import type { DueGroup } from '../domain/due-filter.ts';
import type { DueRow } from './due-rows.ts';

/** Under which heading a worker looks for each kind of task. A new kind has to choose. */
const groups: Record<TaskKind, DueGroup> = {
	danger: 'safety',
	not_safe: 'safety',
	seemed_at_risk: 'safety',
	safety_hide: 'safety',
	find_safe_way: 'safety',
	second_yes: 'contact',
	still_right: 'contact',
	pass_on_contact: 'contact',
	ways_changed: 'contact',
	account_changed: 'contact',
	call_me: 'contact',
	name_contact: 'contact',
	need_contact: 'contact',
	need_follow: 'services',
	notice_call: 'contact',
	invitation_stopped: 'contact',
	update_asked: 'news',
	asked_about: 'news',
	not_told: 'news',
	ask_owner: 'news',
	tell_news: 'news',
	not_about_me: 'news',
	help_with_right: 'news',
	assign_witness_care: 'court',
	court_asked: 'court',
	court_soon: 'court',
	message_waiting: 'messages',
	message_late: 'messages',
	help_asked: 'services',
	choose_for_me: 'services',
	helper_check: 'services',
	helper_changed: 'services',
	helper_ask_again: 'services',
	restorative_asked: 'services',
	restorative_stopped: 'services',
	share_no_contact: 'services',
	share_back: 'services',
	share_late: 'services',
	share_helped: 'services',
	share_unconfirmed: 'services',
	share_again: 'services',
	share_check: 'services',
	share_link_shut: 'services',
	service_changed: 'directory',
	service_reported: 'directory',
	service_stale: 'directory',
	look_asked: 'hub',
	notes_asked: 'hub',
	data_wrong: 'hub',
	erase_asked: 'hub',
	glass_broken: 'hub',
	breach_open: 'hub',
	withheld_review: 'hub'
};

/** What a row is about. Danger is about safety, whatever else it is. */
export const groupOf = ({ kind, isSafety }: Pick<DueRow, 'kind' | 'isSafety'>): DueGroup =>
	isSafety ? 'safety' : kind === 'tell' ? 'news' : groups[kind];
