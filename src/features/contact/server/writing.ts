import { adjustmentsOf, changeLang } from '#server/db/queries/contact.ts';
import { ownPerson } from '#server/db/queries/own.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import { NotYours } from '#shared/faults.ts';
import { isLang, type Lang } from '#shared/lang.ts';
import { speaksWith } from '../domain/adjustments.ts';
import type { LanguageForm } from '../schema.ts';
import type { PersonCtx } from './own-choices.ts';

/** The language in which she is written to, hers to choose by itself (issue 7, part 3): the page's own is in its address, the one she speaks best stands with what makes it easier. */
export async function readOwnWriting({ db, actor }: PersonCtx): Promise<Lang> {
	const person = await ownPerson(db, actor.id);
	return person && isLang(person.lang) ? person.lang : 'en';
}

/** The language in which somebody has to speak with this person; null: English. Nothing sealed is opened for it. */
export async function languageToSpeak({ db }: Ctx, personId: string, writes: Lang): Promise<string | null> {
	const [easier] = await adjustmentsOf(db, [personId]);
	return speaksWith(easier, writes);
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
