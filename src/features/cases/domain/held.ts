import type { Line } from './sentences.ts';
import type { Said } from './track-view.ts';

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
	answers: { answer: 'yes' | 'no'; at: string }[];
};
