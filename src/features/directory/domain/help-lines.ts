import type { Crime } from './codes.ts';
import data from './help-lines.json' with { type: 'json' };

export type HelpLine = {
	key: string;
	kind: 'emergency' | 'national';
	name: string;
	dial: string | null;
	text?: string;
	url: string | null;
	crimes: Crime[];
	free: boolean;
	checkedOn: string;
	hours: string;
};
export const helpLines = data as readonly HelpLine[];
