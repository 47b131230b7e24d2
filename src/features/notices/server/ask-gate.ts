import type { Verdict } from '#features/contact/domain/may-reach.ts';
import type { Risk } from '#features/contact/domain/preference.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import type { Lang } from '#shared/lang.ts';

/** What the contact room's gate says now of an automatic notice to these persons. Handed in where the jobs are wired: rooms do not visit each other. */
export type AskGate = (
	ctx: Ctx<JobActor>,
	personIds: readonly string[]
) => Promise<Map<string, { personId: string; lang: Lang; hardNews: 'call_first' | 'read_here'; risk: Risk; verdict: Verdict }>>;
