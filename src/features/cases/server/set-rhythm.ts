import { setRhythmDays } from '#server/db/queries/console.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { caseInHub } from './case-door.ts';

/** Sets every how many days the person and the police agreed to be in touch; null when nothing is agreed (P10, Right 6). */
export async function setRhythm(ctx: Ctx<WorkerActor>, caseId: string, days: number | null): Promise<Outcome> {
	await caseInHub(ctx, caseId);
	await setRhythmDays(ctx.db, caseId, days);
	ctx.about({ caseId, objectId: days === null ? 'none' : `days.${days}` });
	return { go: `/console/cases/${caseId}` };
}

/** What is agreed now: every how many days, or null. */
export async function readRhythm(ctx: Ctx<WorkerActor>, caseId: string): Promise<{ id: string; days: number | null }> {
	const { id, rhythmDays } = await caseInHub(ctx, caseId);
	ctx.about({ caseId: id, reason: 'rhythm' });
	return { id, days: rhythmDays };
}
