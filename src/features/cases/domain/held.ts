import type { AccessCode, CourtStep, CourtThing } from './court-help.ts';
import type { Line } from './sentences.ts';
import type { Said } from './track-view.ts';

/** One step about what makes court easier (T7): what was asked or answered, when, by whom, and where a visit was booked. */
export type HeldCourt = {
	thing: CourtThing;
	step: CourtStep;
	on: string;
	saidBy: 'person' | 'worker';
	day: string | null;
	time: string | null;
	court: string | null;
	access: AccessCode[];
};

/** One case as "What we hold about you" says it. News that is not open yet is counted and nothing else (P4); of tries to tell her the days only. */
export type HeldCase = {
	kind: 'crime' | 'antisocial' | 'road_death';
	role: 'victim' | 'bereaved' | 'parent' | 'witness';
	isReported: boolean;
	crimeType: string | null;
	area: string | null;
	rhythmDays: number | null;
	since: string;
	references: { agency: string; ref: string | null }[];
	news: (Pick<Said, 'source' | 'sourceName' | 'receivedAt'> & { title: Line })[];
	closed: number;
	tries: string[];
	court: HeldCourt[];
	answers: { answer: 'yes' | 'no'; at: string }[];
};
