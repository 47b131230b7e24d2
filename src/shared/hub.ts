import type { Lang } from './lang.ts';
import type { Day } from './london.ts';
import { onWeekdays, type Office, type Span } from './office.ts';

/** The colours a hub may choose from: each is measured on every ground, light and dark (styles.test.ts). */
export const hubColours = ['green', 'blue', 'purple', 'brown'] as const;
export type HubColour = (typeof hubColours)[number];
/** The marks a hub may choose from; none is sent up, so none can be anything else. */
export const hubMarks = ['path', 'harbour', 'hands', 'lamp'] as const;
export type HubMark = (typeof hubMarks)[number];

/** By what a hub takes somebody (T44): where they live, where it happened, or either. */
export const scopeRules = ['lives', 'happened', 'either'] as const;
/** Whom the hub takes: in these police force areas, by this rule; and whether it works with witnesses too. */
export type HubScope = { areas: readonly string[]; rule: (typeof scopeRules)[number]; takesWitnesses: boolean };

/** What a hub says about itself, on every page and in every promise. Nothing about any person. */
export type HubFacts = {
	/** What it is called: English always, the others where it has a name of their own. */
	name: { en: string } & Partial<Record<Lang, string>>;
	phone: string;
	/** For who types or reads instead of speaking (Relay UK); empty: none. */
	relay: string;
	/** For who speaks another language; empty: the same number. */
	otherLanguages: string;
	week: readonly (Span | null)[];
	closed: readonly Day[];
	/** Where "Leave now" goes: https, and nothing that says anything about whoever goes there. */
	leaveTo: string;
	/** The only words to say or leave where nothing else was agreed with the person (P15); empty: say nothing. */
	say: Partial<Record<Lang, string>>;
	colour: HubColour;
	mark: HubMark;
	/** Whom it takes; null: as the list of hubs has it, until a supervisor says otherwise. */
	scope: HubScope | null;
};

/** Which part of them somebody changed. */
export const hubParts = ['name', 'phone', 'hours', 'closed', 'leave', 'say', 'look', 'scope'] as const;
export type HubPart = (typeof hubParts)[number];

/** Sites that say nothing about whoever opens them, to choose from. */
export const leaveSites = [
	'https://www.bbc.co.uk/weather',
	'https://www.bbc.co.uk/news',
	'https://www.bbc.co.uk/sport',
	'https://www.bbc.co.uk/food',
	'https://www.metoffice.gov.uk/'
] as const;

type Seed = { name: string; phone: string; opens: string; closes: string; leaveTo: string };
/** What holds until a supervisor has said otherwise: the settings this house was started with. */
export const factsFrom = ({ name, phone, opens, closes, leaveTo }: Seed): HubFacts => ({
	name: { en: name },
	...{ phone, relay: '', otherLanguages: '', leaveTo, say: {} },
	...onWeekdays(opens, closes),
	...{ colour: 'green', mark: 'path', scope: null }
});

/** What the hub is called in a language; its English name where it has none. */
export const nameIn = ({ name }: Pick<HubFacts, 'name'>, lang: Lang): string => name[lang] || name.en;

/** When it is there. */
export const officeOf = ({ week, closed }: HubFacts): Office => ({ week, closed });
