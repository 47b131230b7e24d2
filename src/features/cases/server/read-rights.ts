import { ownCases } from '#server/db/queries/own.ts';
import { victimsCode } from '../domain/clock-code.ts';
import type { Clock } from '../domain/clock-state.ts';
import { rightsNow, type RightNow } from '../domain/rights.ts';
import { foldCases, type PersonCtx } from './own-case.ts';
import { codeCaseOf } from './code-case.ts';

export type OwnRight = RightNow & { clocks: Clock[] };
export type OwnRights = { version: string; inForceFrom: string; reasonKeys: string[]; rights: OwnRight[] };

const always = [1, 4, 12];

/** The 12 rights with those that apply now in any of this person's cases, their running dates, and the version of the Code (T38). Without a case: the rights of everyone (P11). */
export async function readRights(ctx: PersonCtx): Promise<OwnRights> {
	const owned = await foldCases(ctx, await ownCases(ctx.db, ctx.actor.id));
	const all = owned.map((own) => ({ ...rightsNow(codeCaseOf(own.row, own.row), own.known), clocks: own.clocks }));
	const applies = (number: number) =>
		all.length === 0 ? always.includes(number) : all.some(({ rights }) => rights.some((right) => right.number === number && right.applies));
	const running = all
		.flatMap(({ clocks }) => clocks)
		.filter(({ state, dueBy }) => dueBy !== null && (state === 'due' || state === 'not_recorded'));
	return {
		version: victimsCode.version,
		inForceFrom: victimsCode.inForceFrom,
		reasonKeys: all.length === 0 ? ['rights.standing.not_reported'] : [...new Set(all.map(({ reasonKey }) => reasonKey))],
		rights: victimsCode.rights.map(({ number }) => ({
			number,
			titleKey: `rights.${number}.title`,
			whatKey: `rights.${number}.what`,
			applies: applies(number),
			clocks: running.filter(({ right }) => right === number)
		}))
	};
}
