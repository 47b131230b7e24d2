import { changeLang } from '#server/db/queries/contact.ts';
import { ownPerson } from '#server/db/queries/own.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import { NotYours } from '#shared/faults.ts';
import { isLang, type Lang } from '#shared/lang.ts';
import type { LanguageForm } from '../schema.ts';
import { readOwnEasier } from './easier.ts';
import type { PersonCtx } from './own-choices.ts';

/** The languages she chose: the one we write to her in, and the one she speaks best, which is an interpreter's; null where she did not say. The page's own is in its address. */
export type OwnLanguages = { writes: Lang; spoken: string | null };

/** Which languages hold for her (issue 7, part 3: three choices, each by itself). */
export async function readOwnLanguages(ctx: PersonCtx): Promise<OwnLanguages> {
	const person = await ownPerson(ctx.db, ctx.actor.id);
	const easier = await readOwnEasier(ctx);
	return { writes: person && isLang(person.lang) ? person.lang : 'en', spoken: easier?.spoken ?? null };
}

/** Keeps the language in which somebody is written to: notices, letters, answers. What she reads on pages and what an interpreter speaks stay as they are. @throws NotYours */
export async function keepWriting(ctx: Ctx, personId: string, { language }: LanguageForm): Promise<void> {
	if (!(await changeLang(ctx.db, personId, language))) throw new NotYours();
	ctx.record({ action: 'language.changed', personId });
}

/** Keeps it on her page. @throws NotYours */
export async function saveOwnWriting(ctx: PersonCtx, form: LanguageForm): Promise<Outcome> {
	await keepWriting(ctx, ctx.actor.id, form);
	return { go: '/my/contact?done=language' };
}
