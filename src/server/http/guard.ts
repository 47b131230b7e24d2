import { error, fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { AuditEvent } from '#shared/audit-events.ts';
import type { HubId } from '#shared/ids.ts';
import type { Signed } from '../auth/door.ts';
import type { Session } from '../auth/session.ts';
import type { AgencyActor, DoorActor, PersonActor, ReaderActor, WorkerActor } from '../policy/actor.ts';
import type { Permission } from '../policy/policy.ts';
import { admit, admitHidden, answering, isFresh as isFreshNow, sessionOf } from './admit.ts';
import type { Ctx, Issue, Outcome } from './ctx.ts';
import { toPath } from '#shared/lang.ts';
import { mark } from './marks.ts';
import { theHouse } from './open.ts';
import { work } from './work.ts';

export { isGuarded, saidBy, type Said } from './marks.ts';

/** Both are said at the door: who may, and what the log will hold. `audit: null` is for a person's own page views, which write nothing (DESIGN §7). */
export type Rule<P extends Permission> = {
	may: P;
	audit: AuditEvent | null;
	/** Needs a proof of the owner not older than five minutes: export, unmasking, linking, roles, retention (ASVS 7.5.3). */
	fresh?: true;
	/** Opens for a session that was hidden: only the page that proves its owner again. */
	hidden?: true;
};
export type ActorFor<P extends Permission> = P extends `${string}.own` | 'page.own'
	? PersonActor
	: P extends 'agency.home' | `${string}.agency`
		? AgencyActor
		: WorkerActor;

export type Refusal = { values: Record<string, string[]>; issues: Issue[] };

async function through<P extends Permission, Out>(
	event: RequestEvent,
	rule: Rule<P>,
	run: (ctx: Ctx<ActorFor<P>>) => Promise<Out>
): Promise<Out> {
	return answering(async () => {
		const actor = (await enterBy(event, rule)) as ActorFor<P>;
		const { now, lang, requestId } = event.locals;
		const session = await sessionOf(event);
		const isFresh = session !== null && isFreshNow(session, now);
		return work(await theHouse(), { actor, now, lang, requestId, audit: rule.audit, isFresh }, run);
	});
}

const enterBy = (event: RequestEvent, rule: Omit<Rule<Permission>, 'audit'>) =>
	rule.hidden ? admitHidden(event, rule.may) : admit(event, rule.may, rule.fresh);

/** What forms behind a permission share: whoever may not is told so before what is wrong with the form. The answer is sent after the commit. */
function form<P extends Permission, E extends RequestEvent, S extends z.ZodType>(
	rule: Rule<P>,
	schema: S,
	run: (input: z.infer<S>, event: E) => Promise<Outcome>
) {
	const take = async (event: E): Promise<ActionFailure<Refusal>> => {
		const { values, issues, input } = await readForm(event, schema);
		if (issues.length) {
			await answering(() => enterBy(event, rule));
			return fail(422, { values, issues });
		}
		return answer(event, await run(input as z.infer<S>, event), values);
	};
	return mark(take, { kind: 'action', may: rule.may, schema });
}

type OfAccount<Out> = (ctx: Ctx<DoorActor>, session: Session) => Promise<Out>;

/** Runs as the door, which alone may touch accounts, for the owner of the session; the log names the owner. */
async function throughAccount<Out>(event: RequestEvent, rule: Rule<Permission>, run: OfAccount<Out>): Promise<Out> {
	return answering(async () => {
		const owner = (await enterBy(event, rule)) as Signed['owner'];
		const session = (await sessionOf(event)) as Session;
		const { now, lang, requestId } = event.locals;
		const actor: DoorActor = { kind: 'door', hub: owner.hub, for: owner };
		return work(await theHouse(), { actor, now, lang, requestId, audit: rule.audit }, (ctx) => run(ctx, session));
	});
}

/** A page about the signed-in account itself: its devices, its ways to sign in. */
export function accountPage<P extends Permission, E extends RequestEvent, Out>(
	rule: Rule<P>,
	show: (ctx: Ctx<DoorActor>, session: Session, event: E) => Promise<Out>
) {
	return mark((event: E): Promise<Out> => throughAccount(event, rule, (ctx, session) => show(ctx, session, event)), {
		kind: 'page',
		may: rule.may
	});
}

/** A form about the signed-in account itself. Like any form: 303 after the commit, 422 with what was typed. */
export function accountAction<P extends Permission, E extends RequestEvent, S extends z.ZodType>(
	rule: Rule<P>,
	schema: S,
	act: (ctx: Ctx<DoorActor>, session: Session, input: z.infer<S>, event: E) => Promise<Outcome>
) {
	return form(rule, schema, (input, event: E) => throughAccount(event, rule, (ctx, session) => act(ctx, session, input, event)));
}

/**
 * A form about the signed-in account whose use case runs the door's transactions itself: a refused try is counted and not undone, and a password is hashed
 * while no transaction waits. The use case writes the log.
 */
export function ownAction<P extends Permission, E extends RequestEvent, S extends z.ZodType>(
	rule: Omit<Rule<P>, 'audit'>,
	schema: S,
	act: (who: Signed, input: z.infer<S>, event: E) => Promise<Outcome>
) {
	const take = async (event: E): Promise<ActionFailure<Refusal>> => {
		const { values, issues, input } = await readForm(event, schema);
		const outcome = await answering(async () => {
			const owner = (await enterBy(event, rule)) as Signed['owner'];
			const session = (await sessionOf(event)) as Session;
			return issues.length ? { refused: issues } : act({ owner, session }, input as z.infer<S>, event);
		});
		return answer(event, outcome, values);
	};
	return mark(take, { kind: 'action', may: rule.may, schema });
}

/** A page behind a permission: its load runs in one transaction as the actor. */
export function page<P extends Permission, E extends RequestEvent, Out>(
	rule: Rule<P>,
	show: (ctx: Ctx<ActorFor<P>>, event: E) => Promise<Out>
) {
	return mark((event: E): Promise<Out> => through(event, rule, (ctx) => show(ctx, event)), { kind: 'page', may: rule.may });
}

/** A form behind a permission. The answer is sent after the commit: 303 when it went well, 422 with what was typed when not. */
export function action<P extends Permission, E extends RequestEvent, S extends z.ZodType>(
	rule: Rule<P>,
	schema: S,
	act: (ctx: Ctx<ActorFor<P>>, input: z.infer<S>, event: E) => Promise<Outcome>
) {
	return form(rule, schema, (input, event: E) => through(event, rule, (ctx) => act(ctx, input, event)));
}

/** A file to keep: `name` says nothing of what is in it. */
export type Download = { name: string; type: string; text: string };

/** A file behind a permission, asked for by a form. Offered to be kept under its own name, and held nowhere on the way. */
export function download<P extends Permission, E extends RequestEvent, S extends z.ZodType>(
	rule: Rule<P>,
	schema: S,
	make: (ctx: Ctx<ActorFor<P>>, input: z.infer<S>, event: E) => Promise<Download>
) {
	const take = async (event: E): Promise<Response> => {
		const { issues, input } = await readForm(event, schema);
		if (issues.length) {
			await answering(() => enterBy(event, rule));
			error(400, 'form');
		}
		const { name, type, text } = await through(event, rule, (ctx) => make(ctx, input as z.infer<S>, event));
		const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' };
		return new Response(text, { headers });
	};
	return mark(take, { kind: 'endpoint', may: rule.may, schema });
}

/** A page for everyone: no database, no cookie, the same bytes for all. */
export const publicPage = <E extends RequestEvent, Out>(show: (event: E) => Out) =>
	mark((event: E): Out => show(event), { kind: 'public' });

/** Runs as anybody at all, in the role that reads what the directory shows and nothing else. `hub` is whose entry it is about, where something is told. */
export const asReader = <Out>(
	{ locals: { now, lang, requestId } }: RequestEvent,
	run: (ctx: Ctx<ReaderActor>) => Promise<Out>,
	hub?: HubId
) =>
	theHouse().then((db) => work(db, { actor: hub ? { kind: 'reader', hub } : { kind: 'reader' }, now, lang, requestId, audit: null }, run));

/** Runs as an agency's guest, who came by a link to one request (P21): what the link opens was looked up a moment ago, and row security gives nothing else. */
export const asGuest = <Out>(
	{ locals: { now, lang, requestId } }: RequestEvent,
	actor: AgencyActor,
	audit: AuditEvent,
	run: (ctx: Ctx<AgencyActor>) => Promise<Out>
) => theHouse().then((db) => work(db, { actor, now, lang, requestId, audit }, run));

/**
 * A page of the directory, for everyone: no cookie is read, and nothing about who asks. It changes, so it is kept for a minute; what was asked for behind its
 * address is kept nowhere (P18).
 */
export const readerPage = <E extends RequestEvent, Out>(show: (ctx: Ctx<ReaderActor>, event: E) => Promise<Out>) =>
	mark(
		(event: E): Promise<Out> => {
			event.locals.keeps = event.url.search ? 'nothing' : 'minute';
			return answering(() => asReader(event, (ctx) => show(ctx, event)));
		},
		{ kind: 'public' }
	);

/** A form for somebody who is not signed in yet. Its use case runs the door's transactions itself: a refused try is counted, not undone. */
export function doorAction<E extends RequestEvent, S extends z.ZodType>(schema: S, act: (input: z.infer<S>, event: E) => Promise<Outcome>) {
	const take = async (event: E): Promise<ActionFailure<Refusal>> => {
		const { values, issues, input } = await readForm(event, schema);
		if (issues.length) return fail(422, { values, issues });
		return answer(event, await answering(() => act(input as z.infer<S>, event)), values);
	};
	return mark(take, { kind: 'door', schema });
}

/** A load for somebody who is not signed in yet, with the house at hand. */
export const doorPage = <E extends RequestEvent, Out>(show: (event: E) => Promise<Out>) =>
	mark((event: E): Promise<Out> => answering(() => show(event)), { kind: 'door' });

/** An endpoint that decides for itself, such as leaving or health: it says so by coming through here. */
export const openEndpoint = <E extends RequestEvent>(run: (event: E) => Promise<Response> | Response) =>
	mark((event: E): Promise<Response> => answering(async () => run(event)), { kind: 'endpoint' });

const secret = /password|word|code|secret/i;

function answer(event: RequestEvent, outcome: Outcome, values: Refusal['values']): ActionFailure<Refusal> {
	if ('go' in outcome) redirect(303, toPath(event.locals.lang, outcome.go));
	return fail(422, { values, issues: [...outcome.refused] });
}

/** What was sent. Text, or pieces that no browser cuts like that, are no form: the one who sent them is told, and it is no fault of ours. */
async function formIn({ request }: RequestEvent): Promise<FormData> {
	if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(request.headers.get('content-type') ?? ''))
		error(415, 'no-form');
	return request.formData().catch((e: unknown) => {
		if (e instanceof TypeError) error(400, 'no-form');
		throw e;
	});
}

async function readForm<S extends z.ZodType>(event: RequestEvent, schema: S) {
	const form = await formIn(event);
	const all: Record<string, string[]> = {};
	// A field called "constructor" would find what every object has, and end in a fault (ASVS 15.3.6).
	for (const [name, value] of form)
		if (typeof value === 'string' && !/\0/.test(value) && !(name in Object.prototype)) (all[name] ??= []).push(value);
	// No form here takes a file. One in which it would be lost in silence says so: its schema has `file`.
	const hasFile = [...form.values()].some((value) => typeof value !== 'string' && value.size > 0);
	const parsed = schema.safeParse({
		...event.params,
		...Object.fromEntries(Object.entries(all).map(([name, list]) => [name, list.length > 1 ? list : list[0]])),
		...(hasFile && { file: 'sent' })
	});
	const issues: Issue[] = parsed.success
		? []
		: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'form', key: message }));
	// Keeps what was typed for the page to show again; secrets are never sent back.
	const values = Object.fromEntries(Object.entries(all).filter(([name]) => !secret.test(name)));
	return { values, issues, input: parsed.success ? parsed.data : undefined };
}
