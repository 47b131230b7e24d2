import { linesOf } from '#server/db/queries/referrals.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { SentLine } from '../domain/consent.ts';

/** Seals the lines of one request under its own key. */
export const sealLines = ({ db }: Pick<Ctx, 'db'>, id: string, lines: readonly SentLine[]): Promise<Buffer> =>
	sealAt(db.keys, sealedPlaces.referralLines(id), JSON.stringify(lines));

/** What was shared, or is offered to be. Null where it cannot be read, or is not for whoever asks. */
export async function openLines({ db }: Pick<Ctx, 'db'>, id: string): Promise<SentLine[] | null> {
	const sealed = await linesOf(db, id);
	const text = sealed ? await openAt(db.keys, sealedPlaces.referralLines(id), sealed) : null;
	return text === null ? null : (JSON.parse(text) as SentLine[]);
}
