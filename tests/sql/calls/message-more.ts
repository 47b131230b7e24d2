import type * as more from '#server/db/queries/message-more.ts';
import * as m from '#server/db/queries/message-more.ts';
import type * as templates from '#server/db/queries/templates.ts';
import * as t from '#server/db/queries/templates.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const translation = { id, hubId: id, messageId: id, threadId: id, caseId: id, personId: id, workerId: id, textSealed: bytes, at: now };
const by = { hubId: id, madeBy: id, madeAt: now };

export const messageMore = callsOf<typeof more>({
	addTranslation: (tx) => m.addTranslation(tx, { ...translation, origin: 'worker', lang: 'en' }),
	translationsIn: (tx) => m.translationsIn(tx, id),
	giveThread: (tx) => m.giveThread(tx, id, id)
});

export const replyTemplates = callsOf<typeof templates>({
	addTemplate: (tx) => t.addTemplate(tx, { ...by, id }),
	addTemplateVersion: (tx) =>
		t.addTemplateVersion(tx, { ...by, id, templateId: id, version: 1, name: 'x', topic: 'any', texts: { en: 'x' }, checked: [] }),
	templatesOfHub: (tx) => t.templatesOfHub(tx),
	versionsOf: (tx) => t.versionsOf(tx, id),
	retireTemplate: (tx) => t.retireTemplate(tx, id)
});
