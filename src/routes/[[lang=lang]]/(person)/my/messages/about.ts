import type { PersonCtx } from '#features/cases/server/own-case.ts';
import { ownLine } from '#features/cases/server/own-lines.ts';
import { aboutFrom, type About } from '#features/messages/domain/about.ts';
import { ownShared } from '#features/referrals/server/shared.ts';
import { NotYours } from '#shared/faults.ts';
import type { Named } from './about-words.ts';

/** A line of her page that is hers, with what it is called there. */
export type Found = About & Named & { caseId: string | null };

/** What a message is about, where that is hers; null where it is not, or no longer on her page. */
export async function foundAbout(ctx: PersonCtx, about: About | null): Promise<Found | null> {
	if (!about) return null;
	const { kind, id } = about;
	if (kind !== 'help') {
		const line = await ownLine(ctx, kind, id);
		return line && { kind, id, ...line, agency: null };
	}
	const shared = await ownShared(ctx, id).catch((e: unknown) => {
		if (e instanceof NotYours) return null;
		throw e;
	});
	return shared && { kind, id, caseId: null, title: null, agency: shared.agency };
}

/** The same, for what a form sends. @throws NotYours where it names a line that is not hers */
export async function sentAbout(ctx: PersonCtx, code: string | undefined): Promise<Found | null> {
	if (!code) return null;
	const found = await foundAbout(ctx, aboutFrom(code));
	if (!found) throw new NotYours();
	return found;
}
