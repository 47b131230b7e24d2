import { countedAnswers } from '#server/db/queries/needs.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { addMonths, instantAt, londonDay } from '#shared/london.ts';
import { cellOf, partsOf, type Cell } from '#features/reports/domain/small-cells.ts';
import { answerFrom, hasNeed, isInTime } from '../domain/answer.ts';

/** How many said in one month ('YYYY-MM') that they need help, with how many the hub spoke within 24 hours, and with how many later or not yet. Null: too few to be shown (T26). */
export type ContactRow = { id: string; needs: Cell; inTime: Cell; late: Cell };

const months = 12;

/** The 24 hours of the hub, by the month in which the need was said, newest first, for the last twelve months (T11, T26). Nobody can be found from it. */
export async function countContacts({ db, now }: Ctx<WorkerActor>): Promise<ContactRow[]> {
	const first = `${addMonths(londonDay(now), -months + 1).slice(0, 7)}-01`;
	const answers = (await countedAnswers(db, instantAt(first, '00:00'))).filter((row) => hasNeed(answerFrom({ ...row, before: null })));
	const byMonth = Map.groupBy(answers, ({ madeAt }) => londonDay(madeAt).slice(0, 7));
	return [...byMonth]
		.sort(([one], [other]) => (one < other ? 1 : -1))
		.map(([id, rows]) => {
			const states = rows.map(({ madeAt, contactedAt }) => isInTime(madeAt, contactedAt, now));
			const count = (state: boolean | null) => states.filter((each) => each === state).length;
			const [inTime = null, late = null] = partsOf([count(true), count(false), count(null)]);
			return { id, needs: cellOf(rows.length), inTime, late };
		});
}
