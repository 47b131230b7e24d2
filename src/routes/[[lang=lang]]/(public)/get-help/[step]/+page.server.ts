import { stepForms, anyStepForm } from '#features/self-referrals/schema.ts';
import { answers } from '#features/self-referrals/server/answer-step.ts';
import { missing, pageAfter, steps, type Asked, type Draft, type Step } from '#features/self-referrals/domain/asked.ts';
import { keepDraft, openDraft, sealDraft, sealKept, sealSent, sendAsk } from '#features/self-referrals/server/send.ts';
import { handedOn } from '#features/directory/server/hand-on.ts';
import { needs } from '#features/directory/domain/codes.ts';
import { servicesThatFit } from '#features/needs/server/fits.ts';
import { dropToken, readToken, writeToken } from '#server/http/cookies.ts';
import { refuse, type Issue, type Outcome } from '#server/http/ctx.ts';
import { doorOf, sendTo } from '#server/http/door.ts';
import { asReader, doorAction, doorPage } from '#server/http/guard.ts';
import { nameAmongHubs, officeOfHub, theHub } from '#server/http/hub.ts';
import { NotYours } from '#shared/faults.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

type Door = Awaited<ReturnType<typeof doorOf>>;

/** A browser keeps no more than 4 kB in a cookie: what is longer would be lost without a word. */
const longest = 3800;

function stepIn({ params }: Pick<RequestEvent, 'params'>): Step {
	const step = steps.find((each) => each === params.step);
	if (!step) throw new NotYours();
	return step;
}

const draftIn = (door: Door, event: Pick<RequestEvent, 'cookies' | 'url'>): Draft =>
	openDraft(door, readToken(event.cookies, event.url, 'd'));

/** Services that fit what they said, and that we may ask. */
async function servicesFor(event: RequestEvent, { wishes = [], area }: Asked) {
	const wish = {
		needs: needs.filter((need) => wishes.includes(need)),
		lang: event.locals.lang === 'en' ? null : event.locals.lang,
		access: []
	};
	const found = await asReader(event, (ctx) => servicesThatFit(ctx, wish, area ?? null));
	return found.filter(({ why }) => why.isAccredited).map(({ slug, name, organisation }) => ({ id: slug, name, organisation }));
}

export const load = doorPage(async (event: PageServerLoadEvent) => {
	const step = stepIn(event);
	const { once: _, ...asked } = draftIn(await doorOf(event), event);
	const lacks = missing(asked);
	if (step === 'check' && lacks) sendTo(event, `/get-help/${lacks}`);
	return { step, asked, services: step === 'service' ? await servicesFor(event as unknown as RequestEvent, asked) : [] };
});

/** What a page sent, put into the answers so far; or what is wrong with it. */
async function answer(
	event: RequestEvent,
	step: Exclude<Step, 'check'>,
	sent: Record<string, unknown>,
	draft: Draft
): Promise<{ draft: Draft } | { refused: readonly Issue[] }> {
	const read = stepForms[step].safeParse(sent);
	if (!read.success) return { refused: read.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'form', key: message })) };
	if (step !== 'service') return { draft: (answers[step] as (draft: Draft, form: unknown) => Draft)(draft, read.data) };
	const { talk, service } = read.data as { talk: string; service: string };
	const { service: _, ...rest } = draft;
	if (talk !== 'yes') return { draft: rest as Draft };
	const chosen = (await servicesFor(event, draft)).find(({ id }) => id === service);
	return chosen ? { draft: { ...rest, service: { id: chosen.id, name: chosen.name } } as Draft } : refuse('service', 'ask.service.needed');
}

const handedTo = (event: RequestEvent, area: string) => asReader(event, (ctx) => handedOn(ctx, nameAmongHubs(), { area }));

async function send(event: RequestEvent, door: Door, draft: Draft): Promise<Outcome> {
	const lacks = missing(draft);
	if (lacks || !draft.way) return { go: `/get-help/${lacks ?? 'answer'}` };
	const sent = await sendAsk(door, await theHub(door), { ...draft, way: draft.way }, officeOfHub());
	if ('refused' in sent) return sent;
	dropToken(event.cookies, event.url, 'd');
	writeToken(event.cookies, event.url, 's', sealSent(door, sent));
	return { go: '/get-help/sent' };
}

async function keep(event: RequestEvent, door: Door, draft: Draft): Promise<Outcome> {
	const kept = await keepDraft(door, await theHub(door), draft);
	if ('refused' in kept) return kept;
	dropToken(event.cookies, event.url, 'd');
	writeToken(event.cookies, event.url, 's', sealKept(door, kept.words));
	return { go: '/get-help/kept' };
}

export const actions = {
	default: doorAction(anyStepForm, async (sent, event: RequestEvent) => {
		const step = stepIn(event);
		const door = await doorOf(event);
		const draft = draftIn(door, event);
		if (step === 'check') {
			if (sent.clear !== 'yes') return sent.keep ? keep(event, door, draft) : send(event, door, draft);
			dropToken(event.cookies, event.url, 'd');
			return { go: '/get-help' };
		}
		const out = await answer(event, step, sent, draft);
		// Whoever stops half-way on a page that asks for something still gets the words.
		if ('refused' in out) return sent.keep ? keep(event, door, draft) : out;
		const sealed = sealDraft(door, out.draft);
		if (sealed.length > longest) return refuse('form', 'contact.error.tooMuch');
		writeToken(event.cookies, event.url, 'd', sealed);
		if (sent.keep) return keep(event, door, out.draft);
		const { area } = out.draft;
		const isOurs = step !== 'area' || !area || (await handedTo(event, area)).length === 0;
		return { go: `/get-help/${pageAfter(step, sent, isOurs)}` };
	})
};
