/** What can be recorded about restorative justice (T35). `other_side_willing` is a worker's to record, and nothing says so before. */
export const restorativeSteps = ['said', 'passed_on', 'provider_talking', 'other_side_willing', 'meeting', 'ended', 'withdrawn'] as const;
export type RestorativeStep = (typeof restorativeSteps)[number];
export type SaidBy = 'person' | 'worker';

const next: Record<RestorativeStep, readonly RestorativeStep[]> = {
	said: ['passed_on', 'ended', 'withdrawn'],
	passed_on: ['provider_talking', 'ended', 'withdrawn'],
	provider_talking: ['other_side_willing', 'ended', 'withdrawn'],
	other_side_willing: ['meeting', 'ended', 'withdrawn'],
	meeting: ['ended', 'withdrawn'],
	ended: ['said'],
	withdrawn: ['said']
};
const hers: readonly RestorativeStep[] = ['said', 'withdrawn'];

/** Whether this step may follow where things stand. She says that she would like to hear more, and changes her mind, herself; all else a worker records. */
export function mayFollow(from: RestorativeStep | null, to: RestorativeStep, by: SaidBy): boolean {
	if (by === 'person' && !hers.includes(to)) return false;
	return from === null ? to === 'said' : next[from].includes(to);
}

/** What a worker may record next. */
export const stepsAfter = (from: RestorativeStep | null): RestorativeStep[] =>
	restorativeSteps.filter((to) => mayFollow(from, to, 'worker'));

/** Whether something is under way that can be stopped. */
export const isOpen = (step: RestorativeStep | null): boolean => step !== null && next[step].includes('withdrawn');

/** Whether anything may have gone to the provider: they have to be asked to stop. */
export const hasGone = (step: RestorativeStep): boolean => isOpen(step) && step !== 'said';
