import type { CaseId } from '#shared/ids.ts';
import type { DemoCase } from './cases.ts';

const caseId = (n: number) => `01930000-0000-7000-8003-${String(n).padStart(12, '0')}` as CaseId;
const crime = { kind: 'crime', reported: true, offence: true } as const;
const police = (ref: string | { feed: string }) => ({ agency: 'humberside-police', ref });

/** The matters that are still with the police, or ended there. */
export const policeCases: readonly DemoCase[] = [
	{
		...crime,
		key: 'leah',
		id: caseId(2),
		person: 'leah',
		role: 'victim',
		enhanced: ['domestic_abuse', 'intimidated', 'persistently_targeted'],
		crimeType: 'stalking',
		area: 'Beverley',
		added: '-60d',
		contact: { worker: 'jo', role: 'care', since: '-60d' },
		references: [police('16X 26 004512')],
		events: [
			{ received: '-60d', kind: 'recorded', agency: 'humberside-police', on: '-61d' },
			{ received: '-58d', kind: 'officer_allocated', agency: 'humberside-police' },
			{ received: '-20w', kind: 'suspect_arrested', agency: 'humberside-police' },
			{ received: '-20w', kind: 'released_on_bail', agency: 'humberside-police', detail: { bailConditions: 'yes' } },
			// Danger news that nobody has told her yet: first on every list.
			{ received: '0', kind: 'bail_changed', agency: 'humberside-police', detail: { bailConditions: 'not_told' } }
		],
		tellings: [
			{ at: '-58d', about: 'recorded', by: 'hub', way: 'in_person', outcome: 'told', worker: 'jo' },
			{ at: '-20w', time: '11:30', about: 'suspect_arrested', by: 'hub', way: 'phone', outcome: 'told', worker: 'jo' },
			{
				at: '-20w',
				time: '11:35',
				about: 'released_on_bail',
				by: 'hub',
				way: 'phone',
				outcome: 'told',
				worker: 'jo',
				note: 'Code word heard.'
			}
		],
		tasks: [{ made: '0', kind: 'danger', due: '0', about: 'bail_changed', urgent: true }]
	},
	{
		...crime,
		key: 'tom',
		id: caseId(3),
		person: 'tom',
		role: 'victim',
		enhanced: ['disability'],
		crimeType: 'robbery',
		area: 'Goole',
		added: '-90d',
		rhythmDays: 28,
		contact: { worker: 'jo', role: 'care', since: '-90d' },
		references: [police('16X 26 003377'), { agency: 'cps-yorkshire-and-humberside', ref: '16GR0337726' }],
		events: [
			{ received: '-90d', kind: 'recorded', agency: 'humberside-police', on: '-91d' },
			{ received: '-85d', kind: 'officer_allocated', agency: 'humberside-police' },
			{ received: '-50d', kind: 'suspect_interviewed', agency: 'humberside-police' },
			{ received: '-50d', kind: 'released_under_investigation', agency: 'humberside-police' },
			{ received: '-20d', kind: 'file_with_cps', agency: 'humberside-police' },
			{ received: '-5w', kind: 'nothing_new', agency: 'humberside-police' }
		],
		tellings: [
			{ at: '-88d', about: 'recorded', by: 'police', way: 'phone', outcome: 'told', worker: 'jo' },
			{ at: '-49d', about: 'suspect_interviewed', by: 'hub', way: 'phone', outcome: 'told', worker: 'jo' },
			{ at: '-49d', about: 'released_under_investigation', by: 'hub', way: 'phone', outcome: 'told', worker: 'jo' },
			{ at: '-19d', about: 'file_with_cps', by: 'hub', way: 'phone', outcome: 'told', worker: 'jo' },
			{ at: '-5w', time: '15:00', about: 'nothing_new', by: 'hub', way: 'phone', outcome: 'no_answer', worker: 'jo' },
			{ at: '-4w', about: 'nothing_new', by: 'hub', way: 'phone', outcome: 'told', worker: 'jo' }
		],
		tasks: []
	},
	{
		key: 'daniel',
		id: caseId(7),
		person: 'daniel',
		role: 'victim',
		enhanced: [],
		kind: 'crime',
		reported: false,
		offence: true,
		crimeType: 'violence',
		area: 'Hull',
		added: '-8d',
		contact: { worker: 'sam', role: 'care', since: '-8d' },
		references: [],
		events: [],
		tellings: [],
		tasks: [
			{ made: '-2w', kind: 'help_with_right', due: '3w', detail: 'Asked what happens if he tells the police later.', assigned: 'sam' }
		]
	},
	{
		...crime,
		key: 'jay',
		id: caseId(8),
		person: 'jay',
		role: 'victim',
		enhanced: ['under_18'],
		crimeType: 'robbery',
		area: 'Cleethorpes',
		added: '-50d',
		contact: { worker: 'jo', role: 'care', since: '-50d' },
		references: [police('16X 26 004101'), police({ feed: 'jay' })],
		events: [
			{ received: '-50d', kind: 'recorded', agency: 'humberside-police', on: '-52d' },
			{ received: '-48d', kind: 'officer_allocated', agency: 'humberside-police' },
			{ received: '-12w', kind: 'suspect_interviewed', agency: 'humberside-police' },
			// Heard today; someone under 18 should hear it by the next working day.
			{ received: '0', kind: 'suspect_arrested', agency: 'humberside-police' }
		],
		tellings: [],
		tasks: [{ made: '-1w', kind: 'find_safe_way', due: '1w', detail: 'The number came from the police. Nobody has asked Jay.' }]
	},
	{
		...crime,
		key: 'margaret',
		id: caseId(9),
		person: 'margaret',
		role: 'victim',
		enhanced: [],
		crimeType: 'burglary',
		area: 'Driffield',
		added: '-220d',
		contact: { worker: 'jo', role: 'care', since: '-30d', before: { worker: 'sam', since: '-220d' } },
		references: [police('16X 25 001180')],
		events: [
			{ received: '-220d', kind: 'recorded', agency: 'humberside-police', on: '-221d' },
			{ received: '-210d', kind: 'under_investigation', agency: 'humberside-police' },
			{ received: '-20d', kind: 'closed_no_suspect', agency: 'humberside-police', on: '-21d', detail: { outcome: 'no-further-action' } }
		],
		tellings: [
			{ at: '-215d', about: 'recorded', by: 'police', way: 'letter', outcome: 'told', worker: 'sam' },
			{
				at: '-19d',
				about: 'closed_no_suspect',
				by: 'hub',
				way: 'phone',
				outcome: 'told',
				worker: 'jo',
				note: 'Wants to think about asking for a review.'
			}
		],
		tasks: []
	},
	{
		key: 'ravi-noise',
		id: caseId(11),
		person: 'ravi',
		role: 'victim',
		enhanced: [],
		kind: 'antisocial',
		reported: true,
		offence: true,
		crimeType: 'antisocial',
		area: 'Hull',
		added: '-70d',
		contact: { worker: 'sam', role: 'care', since: '-70d' },
		references: [police('16X 26 005006')],
		events: [
			{ received: '-70d', kind: 'recorded', agency: 'humberside-police' },
			// Published, and he asked to read hard news here: a closed line on his page.
			{ received: '-2w', kind: 'not_investigated', agency: 'humberside-police' }
		],
		tellings: [{ at: '-69d', about: 'recorded', by: 'police', way: 'email', outcome: 'told', worker: 'sam' }],
		tasks: [{ made: '-1w', kind: 'update_asked', due: '1w', assigned: 'sam' }]
	}
];
