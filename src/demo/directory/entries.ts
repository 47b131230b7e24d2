import type { AgencyId } from '#shared/ids.ts';
import type { Day } from '#shared/london.ts';
import type { Entry } from '#features/directory/domain/record.ts';
import { agencyOf } from '../agencies.ts';
import { entryOf, type Line, type Region } from './entry.ts';
import avonAndSomerset from './local-avon-and-somerset.json' with { type: 'json' };
import devonAndCornwall from './local-devon-and-cornwall.json' with { type: 'json' };
import humberside from './local-humberside.json' with { type: 'json' };
import national from './national.json' with { type: 'json' };

/**
 * The demo's directory. `national` are real organisations, written by us from what is publicly known: nobody has asked them, so no day of checking stands on
 * them, and a hub asks before it uses one. All others are invented, with numbers that reach nobody.
 */
export const regions: readonly Region[] = [
	{ area: 'all', base: 0, lines: national satisfies Line[] },
	{ area: 'humberside', base: 100, lines: humberside satisfies Line[] },
	{ area: 'devon-and-cornwall', base: 200, lines: devonAndCornwall satisfies Line[] },
	{ area: 'avon-and-somerset', base: 300, lines: avonAndSomerset satisfies Line[] }
];

export type DemoEntry = { entry: Entry; agencyId: AgencyId | null };

/** Every entry of the demo's directory, with days counted back from `today`. */
export const entriesOf = (today: Day): DemoEntry[] =>
	regions.flatMap((region) =>
		region.lines.map((line, index) => ({
			entry: entryOf(region, index, today),
			agencyId: line.agency ? agencyOf(line.agency).id : null
		}))
	);
