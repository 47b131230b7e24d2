import { deskViews, listEntries, type DeskRow, type DeskView } from '#server/db/queries/directory-desk.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { addDays, londonDay } from '#shared/london.ts';
import { helpLines } from '../domain/help-lines.ts';
import { linesToCheck, yearBefore } from '../domain/stale.ts';

const onePage = 50;
export type DeskList = {
	view: DeskView;
	like: string;
	rows: DeskRow[];
	/** Where the next page begins. */
	next: { name: string; id: string } | null;
	isLater: boolean;
	views: readonly DeskView[];
	today: string;
	yearAgo: string;
	lines: { key: string; name: string; checkedOn: string | null; days: number | null; isLate: boolean }[];
};

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The entries this hub looks after, in one of the views, fifty at a time, with the national lines to be checked (P20). What is asked for stands in the address: services are public. */
export async function listDesk({ db, now }: Ctx<WorkerActor>, asked: URLSearchParams): Promise<DeskList> {
	const view = deskViews.find((each) => each === asked.get('f')) ?? 'all';
	const like = (asked.get('q') ?? '').trim().slice(0, 100);
	const [name, id] = [asked.get('after') ?? '', asked.get('id') ?? ''];
	const today = londonDay(now);
	const yearAgo = yearBefore(today);
	const after = isId(id) ? { name: name.slice(0, 300), id } : null;
	const rows = await listEntries(db, { view, like, today, yearAgo, soon: addDays(today, 60), after, most: onePage + 1 });
	const shown = rows.slice(0, onePage);
	const last = shown.at(-1);
	return {
		view,
		like,
		rows: shown,
		next: rows.length > onePage && last ? { name: last.name, id: last.id } : null,
		isLater: after !== null,
		views: deskViews,
		today,
		yearAgo,
		lines: linesToCheck(helpLines, today).map(({ key, name: called, checkedOn, days, isLate }) => ({
			key,
			name: called,
			checkedOn,
			days,
			isLate
		}))
	};
}
