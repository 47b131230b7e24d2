import { needs, type Need } from '#features/directory/domain/codes.ts';

export { needs };

/** How much help somebody wants with one need. None of them is a score, and none is needed (T14). */
export const levels = ['no', 'little', 'lot', 'talk'] as const;
export type Level = (typeof levels)[number];
export const safes = ['yes', 'no', 'unsure', 'rather_not'] as const;
export type Safe = (typeof safes)[number];

/** What one person said would help. What is not there was skipped. */
export type Answer = { levels: Partial<Record<Need, Level>>; before: 'yes' | 'no' | null };

const wanted: readonly Level[] = ['little', 'lot', 'talk'];

/** The needs with which somebody wants help, in the order in which they are shown. */
export const wantedNeeds = ({ levels: said }: Pick<Answer, 'levels'>): Need[] =>
	needs.filter((need) => wanted.includes(said[need] ?? 'no'));

/** Whether the hub has to speak with her within 24 hours (T11): any need at all, or "rather talk". */
export const hasNeed = (answer: Pick<Answer, 'levels'>): boolean => wantedNeeds(answer).length > 0;

/** Hours by which the hub has to speak with whoever has a need (T11). They run day and night: a need does not wait for Monday. */
export const contactWithinHours = 24;
export const contactBy = (madeAt: Date): Date => new Date(madeAt.getTime() + contactWithinHours * 3_600_000);

/** Whether the hub spoke with her in time: null while there is time left. A need that nobody answered is late from the first moment after (T11). */
export function isInTime(madeAt: Date, contactedAt: Date | null, now: Date): boolean | null {
	const by = contactBy(madeAt).getTime();
	if (contactedAt) return contactedAt.getTime() <= by;
	return now.getTime() <= by ? null : false;
}

/** What changed between two answers, need by need (T14): for those who work here, and never put together into one number. */
export type Change = { need: Need; from: Level | null; to: Level | null };
export const changesBetween = (earlier: Pick<Answer, 'levels'> | null, later: Pick<Answer, 'levels'>): Change[] =>
	needs.flatMap((need) => {
		const [from, to] = [earlier?.levels[need] ?? null, later.levels[need] ?? null];
		return from === to ? [] : [{ need, from, to }];
	});

/** Reads what stands in the database: codes that are none of ours are left out. */
export const answerFrom = (row: { levels: Record<string, string>; before: string | null }): Answer => ({
	levels: Object.fromEntries(
		needs.flatMap((need) => {
			const level = levels.find((each) => each === row.levels[need]);
			return level ? [[need, level]] : [];
		})
	),
	before: row.before === 'yes' || row.before === 'no' ? row.before : null
});
