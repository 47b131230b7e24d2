import { newId } from '#server/db/keyring.ts';
import {
	addTemplate,
	addTemplateVersion,
	retireTemplate,
	templatesOfHub,
	versionsOf,
	type TemplateRow
} from '#server/db/queries/templates.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { langs } from '#shared/lang.ts';
import { hasSameGaps, startFrom, type Started } from '../domain/template.ts';
import { idSchema, type AnswerForm, type TemplateForm } from '../schema.ts';
import { answerThread } from './desk.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type Version = Pick<TemplateRow, 'id' | 'version' | 'name' | 'topic' | 'texts' | 'checked' | 'madeBy'> & {
	at: string;
	isRetired: boolean;
};

const shown = ({ id, version, name, topic, texts, checked, madeBy, madeAt, retiredAt }: TemplateRow): Version => ({
	...{ id, version, name, topic, texts, checked, madeBy },
	...{ at: madeAt.toISOString(), isRetired: retiredAt !== null }
});

/** The hub's texts to answer with, as they say now; what is out of use last. */
export const listTemplates = async ({ db }: WorkerCtx): Promise<Version[]> => (await templatesOfHub(db)).map(shown);

/** One template with every version, newest first. @throws NotYours */
export async function readTemplate({ db }: WorkerCtx, id: string): Promise<[Version, ...Version[]]> {
	const [newest, ...older] = (idSchema.safeParse(id).success ? await versionsOf(db, id) : []).map(shown);
	if (!newest) throw new NotYours();
	return [newest, ...older];
}

export const listed = '/console/messages/templates';

/**
 * Keeps a template: a new one, or the next version of one. What it said before stays to be read. Refused where the languages leave different gaps, and where somebody saved meanwhile.
 * Sent twice is once. @throws NotYours
 */
export async function saveTemplate(ctx: WorkerCtx, form: TemplateForm, id?: string): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const { once, base, name, topic, checked } = form;
	const texts = Object.fromEntries(langs.flatMap((lang) => (form[lang] ? [[lang, form[lang]]] : [])));
	if (!hasSameGaps(Object.values(texts))) return refuse('en', 'messages.error.gaps');
	const by = { hubId: db.hub, madeBy: actor.id, madeAt: now };
	const templateId = id ?? once;
	if (id) {
		const [newest] = await readTemplate(ctx, id);
		if (newest.isRetired || newest.version !== base) return refuse('form', 'messages.error.moved');
	} else if (!(await addTemplate(db, { ...by, id: once, retiredAt: null }))) return { go: `${listed}/${once}` };
	ctx.about({ objectId: templateId });
	const version = { ...by, id: newId(now), templateId, version: base + 1, name, topic, texts, checked };
	if (!(await addTemplateVersion(db, version))) return refuse('form', 'messages.error.moved');
	return { go: `${listed}/${templateId}` };
}

/** Takes a template out of use. @throws NotYours */
export async function endTemplate(ctx: WorkerCtx, id: string): Promise<Outcome> {
	await readTemplate(ctx, id);
	ctx.about({ objectId: id });
	return (await retireTemplate(ctx.db, id)) ? { go: listed } : refuse('form', 'messages.error.moved');
}

/** What a template puts into the box for somebody who reads this language; null where it is none, or out of use. */
export async function beginWith({ db }: WorkerCtx, id: string | null, lang: string): Promise<(Started & { id: string }) | null> {
	const found = id ? (await templatesOfHub(db)).find((row) => row.id === id && row.retiredAt === null) : undefined;
	return found ? { id: found.id, ...startFrom(found, lang) } : null;
}

/** Answers, where it may have begun with a template: in a language that nobody has checked the English goes with it (P24). @throws NotYours */
export async function answerWith(ctx: WorkerCtx, id: string, form: AnswerForm): Promise<Outcome> {
	if (form.english && form.lang === 'en') return refuse('lang', 'messages.error.lang');
	const started = form.lang ? await beginWith(ctx, form.template ?? null, form.lang) : null;
	if (started?.english && started.lang === form.lang && !form.english) return refuse('english', 'messages.error.english');
	// Only beside a text that nobody has checked the page says so.
	return answerThread(ctx, id, { ...form, template: started?.english ? form.template : undefined });
}
