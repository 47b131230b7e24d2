import type { CaseId } from '#shared/ids.ts';
import type { DemoCase } from './cases.ts';

const caseId = (n: number) => `01930000-0000-7000-8003-${String(n).padStart(12, '0')}` as CaseId;
const crime = { kind: 'crime', reported: true, offence: true } as const;
const police = (ref: string | { feed: string }) => ({ agency: 'humberside-police', ref });
const crown = 'Kingston-upon-Hull Combined Court Centre';

/** The matters that went to court. */
export const courtCases: readonly DemoCase[] = [
	{
		...crime,
		key: 'nerys',
		id: caseId(1),
		person: 'nerys',
		role: 'victim',
		enhanced: [],
		crimeType: 'burglary',
		area: 'Hull',
		added: '-150d',
		rhythmDays: 28,
		contact: { worker: 'jo', role: 'care', since: '-150d' },
		references: [police('16X 26 002218'), police({ feed: 'nerys' }), { agency: 'hull-crown-court', ref: 'T20267041' }],
		events: [
			{ received: '-150d', kind: 'recorded', agency: 'humberside-police', on: '-152d' },
			{ received: '-20d', kind: 'plea_hearing', agency: 'hull-crown-court', on: '-21d' },
			// Heard yesterday, to be told today: an ordinary line of the due list.
			{ received: '-1w', kind: 'hearing_listed', agency: 'hull-crown-court', hearing: { on: '45d', time: '10:00', court: crown } }
		],
		tellings: [
			{ at: '-148d', about: 'recorded', by: 'police', way: 'phone', outcome: 'told', worker: 'jo' },
			{ at: '-38d', about: 'charged', by: 'hub', way: 'phone', outcome: 'told', worker: 'jo' },
			{ at: '-38d', time: '10:20', about: 'sent_to_crown', by: 'hub', way: 'phone', outcome: 'told', worker: 'jo' },
			// Four days on: later than it should be, and on record.
			{ at: '-15d', about: 'plea_hearing', by: 'witness_care', way: 'phone', outcome: 'told', worker: 'wanda' }
		],
		tasks: []
	},
	{
		...crime,
		key: 'rana',
		id: caseId(4),
		person: 'rana',
		role: 'victim',
		enhanced: ['hate_crime'],
		crimeType: 'criminal_damage',
		area: 'Grimsby',
		added: '-170d',
		contact: { worker: 'sam', role: 'care', since: '-170d' },
		references: [police('16X 25 117840'), police({ feed: 'rana' }), { agency: 'grimsby-magistrates-court', ref: 'GM26-01977' }],
		events: [
			{ received: '-170d', kind: 'recorded', agency: 'humberside-police', on: '-171d' },
			{ received: '-140d', kind: 'first_hearing', agency: 'grimsby-magistrates-court' },
			{ received: '-3w', kind: 'appeal_lodged', agency: 'grimsby-magistrates-court', on: '-4w' }
		],
		tellings: [
			{ at: '-168d', about: 'recorded', by: 'police', way: 'phone', outcome: 'told', worker: 'sam' },
			{ at: '-139d', about: 'first_hearing', by: 'hub', way: 'phone', outcome: 'told', worker: 'sam' },
			{ at: '-38d', about: 'charged', by: 'hub', way: 'phone', outcome: 'told', worker: 'sam', note: 'With an interpreter.' },
			{
				at: '-38d',
				time: '10:20',
				about: 'sentence',
				by: 'hub',
				way: 'phone',
				outcome: 'told',
				worker: 'sam',
				note: 'With an interpreter.'
			},
			{ at: '-2w', about: 'appeal_lodged', by: 'hub', way: 'phone', outcome: 'another_time', worker: 'sam' }
		],
		tasks: []
	},
	{
		key: 'michael',
		id: caseId(5),
		person: 'michael',
		role: 'bereaved',
		enhanced: ['bereaved'],
		kind: 'road_death',
		reported: true,
		offence: true,
		crimeType: 'road_death',
		area: 'Scunthorpe',
		added: '-220d',
		rhythmDays: 14,
		contact: { worker: 'sam', role: 'care', since: '-220d' },
		references: [
			police('16X 25 118204'),
			{ agency: 'cps-yorkshire-and-humberside', ref: '16GR1284425' },
			{ agency: 'hull-crown-court', ref: 'T20267093' }
		],
		events: [
			{ received: '-220d', kind: 'recorded', agency: 'humberside-police', on: '-222d' },
			{ received: '-205d', kind: 'inquest_opened', agency: 'coroner-hull', on: '-206d' },
			{ received: '-120d', kind: 'charged', agency: 'cps-yorkshire-and-humberside', charge: '1' },
			{ received: '-120d', kind: 'charged', agency: 'cps-yorkshire-and-humberside', charge: '2' },
			{ received: '-100d', kind: 'first_hearing', agency: 'grimsby-magistrates-court', on: '-101d' },
			{ received: '-100d', kind: 'sent_to_crown', agency: 'grimsby-magistrates-court', on: '-101d' },
			{ received: '-60d', kind: 'plea', agency: 'hull-crown-court', charge: '2', detail: { result: 'guilty' } },
			{ received: '-60d', kind: 'plea', agency: 'hull-crown-court', charge: '1', detail: { result: 'not_guilty' } },
			// Police and court name two days for the same trial: both stand, neither is chosen.
			{ received: '-9w', kind: 'hearing_listed', agency: 'humberside-police', hearing: { on: '28w', time: '10:00', court: crown } },
			{ received: '-8w', kind: 'hearing_listed', agency: 'hull-crown-court', hearing: { on: '30w', time: '10:00', court: crown } }
		],
		tellings: [
			{ at: '-218d', about: 'recorded', by: 'police', way: 'in_person', outcome: 'told', worker: 'sam' },
			{ at: '-204d', about: 'inquest_opened', by: 'hub', way: 'in_person', outcome: 'told', worker: 'sam' },
			{ at: '-119d', about: 'charged', by: 'hub', way: 'in_person', outcome: 'told', worker: 'sam' },
			{ at: '-99d', about: 'first_hearing', by: 'hub', way: 'phone', outcome: 'told', worker: 'sam' },
			{ at: '-99d', time: '10:20', about: 'sent_to_crown', by: 'hub', way: 'phone', outcome: 'told', worker: 'sam' },
			{ at: '-59d', about: 'plea', by: 'hub', way: 'in_person', outcome: 'told', worker: 'sam' },
			{ at: '-8w', time: '16:00', about: 'hearing_listed', by: 'hub', way: 'phone', outcome: 'told', worker: 'sam' }
		],
		tasks: [
			{ made: '-8w', kind: 'asked_about', due: '2w', about: 'hearing_listed', detail: 'Which of the two days is right?', assigned: 'sam' }
		]
	},
	{
		...crime,
		key: 'grace',
		id: caseId(6),
		person: 'grace',
		role: 'witness',
		enhanced: [],
		crimeType: 'violence',
		area: 'Bridlington',
		added: '-190d',
		contact: { worker: 'wanda', role: 'witness_care', since: '-180d' },
		references: [police('16X 25 109933'), police({ feed: 'grace' }), { agency: 'hull-crown-court', ref: 'T20266620' }],
		events: [
			{ received: '-130d', kind: 'plea_hearing', agency: 'hull-crown-court', on: '-131d' },
			{ received: '-35d', kind: 'special_measures_requested', agency: 'humber-witness-care' },
			// Witness care has known for seven working days and reached nobody yet.
			{ received: '-7w', kind: 'trial_window', agency: 'humber-witness-care', hearing: { weekOf: '35d', court: crown } },
			{ received: '-7w', kind: 'witness_required', agency: 'humber-witness-care' }
		],
		tellings: [
			{ at: '-124d', about: 'plea_hearing', by: 'witness_care', way: 'phone', outcome: 'told', worker: 'wanda' },
			{ at: '-34d', about: 'special_measures_requested', by: 'witness_care', way: 'email', outcome: 'told', worker: 'wanda' },
			{ at: '-6w', time: '17:30', about: 'trial_window', by: 'witness_care', way: 'phone', outcome: 'no_answer', worker: 'wanda' },
			{ at: '-5w', time: '18:10', about: 'trial_window', by: 'witness_care', way: 'phone', outcome: 'no_answer', worker: 'wanda' }
		],
		tasks: []
	},
	{
		...crime,
		key: 'ravi',
		id: caseId(10),
		person: 'ravi',
		role: 'victim',
		enhanced: [],
		crimeType: 'criminal_damage',
		area: 'Hull',
		added: '-230d',
		rhythmDays: 28,
		contact: { worker: 'sam', role: 'care', since: '-230d' },
		// The newest row of his feed is a verdict: hard news that no worker has told or published.
		references: [police('16X 26 001702'), police({ feed: 'ravi' })],
		events: [{ received: '-230d', kind: 'recorded', agency: 'humberside-police', on: '-233d' }],
		tellings: [
			{ at: '-228d', about: 'recorded', by: 'police', way: 'text', outcome: 'told', worker: 'sam' },
			{ at: '-38d', about: 'charged', by: 'hub', way: 'text', outcome: 'told', worker: 'sam' }
		],
		tasks: []
	}
];
