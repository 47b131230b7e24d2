import type { StepForm } from '../schema.ts';
import type { Draft, Step } from '../domain/asked.ts';

/** Puts what one page sent into the answers so far; every other answer stays as it was (S-33: going back loses nothing). `undefined` says that the page was skipped. */
const put = (draft: Draft, said: Partial<Draft>): Draft => {
	const next = { ...draft, ...said };
	return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== '')) as Draft;
};

/** What each page's form becomes. A page left empty takes its answer back. */
export const answers: { [S in Exclude<Step, 'check' | 'service'>]: (draft: Draft, form: StepForm<S>) => Draft } = {
	safe: (draft, { safe }) => put(draft, { safe: safe || undefined }),
	who: (draft, { who, age }) =>
		put(draft, { who: who === 'me' || who === 'child' ? who : undefined, age: age === 'adult' || age === 'teen' ? age : undefined }),
	what: (draft, { wishes }) => put(draft, { wishes: wishes.length ? wishes : undefined }),
	area: (draft, { area }) => put(draft, { area: area || undefined }),
	// What belongs to another way than the one chosen is kept nowhere.
	answer: (draft, { way, value, name, when }) =>
		put(draft, { way, value: way === 'code' ? undefined : value, name: name || undefined, when: when || undefined }),
	easier: (draft, { easier, spoken, easierWords }) =>
		put(draft, { easier: easier.length ? easier : undefined, spoken: spoken || undefined, easierWords: easierWords || undefined })
};
