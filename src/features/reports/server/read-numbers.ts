import { agencyNames, needsBetween, offersBetween, type OfferRow } from '#server/db/queries/numbers.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { addDays, instantAt, londonDay, type Day } from '#shared/london.ts';
import { needs } from '#features/directory/domain/codes.ts';
import { areaOf } from '#features/directory/domain/places.ts';
import { numbersBy, unmetBy, type Episode, type NumbersRow, type UnmetRow } from '../domain/numbers.ts';
import { periodOf } from '../domain/period.ts';
import type { NumbersForm } from '../schema.ts';
import { numbersCsv, unmetCsv } from './numbers-csv.ts';

type CountingCtx = Ctx<WorkerActor>;
/** `names`: what the keys of the rows are called, where that is the same in every language. */
export type Numbers = {
	asked: NumbersForm;
	from: Day;
	last: Day;
	rows: NumbersRow[] | null;
	unmet: UnmetRow[] | null;
	names: Record<string, string>;
};

// Whoever said yes has said yes, also where it was given back later; a no is a no.
const answerOf = ({ acceptedAt, state }: OfferRow): Episode['answer'] =>
	acceptedAt !== null ? 'accepted' : state === 'declined' ? 'declined' : null;

const episodeOf = (row: OfferRow): Episode => ({
	...{ agency: row.agency, needs: row.need ? [row.need] : [], area: row.area },
	...{ offeredAt: row.offeredAt, referredAt: row.referredAt, contactedAt: row.contactedAt },
	...{ answer: answerOf(row), reason: row.reason, start: row.start ?? {}, review: row.review ?? {}, close: row.close ?? {} }
});

/** What was offered in a period and what came of it, by agency, need or area (T26, T49), or what people needed and nobody took on (T47). Under five nothing is shown, nor what would say it. Nobody can be found from it. */
export async function readNumbers({ db, now }: CountingCtx, asked: NumbersForm): Promise<Numbers> {
	const { from, to } = periodOf(asked.period, londonDay(now));
	const [begin, end] = [instantAt(from, '00:00'), instantAt(to, '00:00')];
	const page = { asked, from, last: addDays(to, -1), names: {} };
	if (asked.by === 'unmet') {
		const rows = await needsBetween(db, begin, end);
		const byNeed = (of: 'said' | 'met') => new Map(rows.map((row) => [row.need, row[of]]));
		return { ...page, rows: null, unmet: unmetBy(needs, byNeed('said'), byNeed('met')) };
	}
	const rows = numbersBy((await offersBetween(db, begin, end)).map(episodeOf), asked.by);
	const areas = Object.fromEntries(rows.flatMap(({ key }) => [[key, areaOf(key)?.name ?? '']]));
	return { ...page, rows, unmet: null, names: asked.by === 'agency' ? await agencyNames(db) : asked.by === 'area' ? areas : {} };
}

/** The same as a file for a spreadsheet (T26). Keys stay codes where they have no name of their own. */
export async function fileOfNumbers(ctx: CountingCtx, asked: NumbersForm): Promise<string> {
	const { rows, unmet, names } = await readNumbers(ctx, asked);
	const nameOf = (key: string) => names[key] || key;
	return rows ? numbersCsv(rows, nameOf) : unmetCsv(unmet ?? [], nameOf);
}
