import { readReferral, withdrawForPerson } from '#features/referrals/server/desk.ts';
import { makeLink, readLink, shutLink } from '#features/referrals/server/link.ts';
import { readNotes } from '#features/referrals/server/notes.ts';
import { linkForm, pressForm } from '#features/referrals/schema.ts';
import { openNote, sealNote } from '#features/cases/server/sealed-note.ts';
import { action, page } from '#server/http/guard.ts';
import { drop, keep, kept } from '../../people/kept.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

type Made = { referral: string; url: string; words: string; toldBy: string };

export const load = page({ may: 'share.read', audit: 'share.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const id = event.params.referral;
	const made = await openNote<Made>(ctx, 'code', kept(event, 'code'));
	// Once: a page loaded again no longer has it.
	drop(event, 'code');
	return {
		referral: await readReferral(ctx, id),
		notes: await readNotes(ctx, id),
		link: await readLink(ctx, id),
		made: made?.referral === id ? made : null
	};
});

export const actions = {
	stop: action({ may: 'share.ask', audit: 'share.stopped' }, pressForm, (ctx, _form, { params }: RequestEvent) =>
		withdrawForPerson(ctx, params.referral)
	),
	link: action({ may: 'share.ask', audit: 'share.linked' }, linkForm, async (ctx, form, event: RequestEvent) => {
		const id = event.params.referral;
		const out = await makeLink(ctx, id, form);
		if ('refused' in out) return out;
		const url = `${event.url.origin}/link/${out.token}`;
		keep(event, 'code', await sealNote(ctx, 'code', { referral: id, url, words: out.words, toldBy: form.toldBy } satisfies Made));
		return { go: `/console/referrals/${id}#link` };
	}),
	shut: action({ may: 'share.ask', audit: 'share.linked' }, pressForm, (ctx, _form, { params }: RequestEvent) =>
		shutLink(ctx, params.referral)
	)
};
