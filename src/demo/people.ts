import type { AdjustmentCode } from '#features/contact/domain/adjustments.ts';
import type { Need } from '#features/directory/domain/codes.ts';
import type { Level } from '#features/needs/domain/answer.ts';
import type { Lang } from '#shared/lang.ts';
import type { PersonId } from '#shared/ids.ts';
import type { PreferenceWords } from '#server/db/sealed-places.ts';

export { workerOf, workers, type DemoWorker } from './workers.ts';

/** How an invented person may be reached. Every number is from Ofcom's drama ranges, every address at example.org. */
type DemoWay = {
	kind: 'phone' | 'text' | 'email' | 'post';
	value: string;
	safe: 'safe' | 'unsafe' | 'unknown';
	checked: boolean;
};
type DemoPreference = {
	mayContact: 'yes' | 'no_look_here' | 'no_i_call' | 'unasked';
	hours?: { days: number[]; from: string; to: string }[];
	voicemail?: 'words';
	sayWho?: true;
	hardNews?: 'read_here';
	words?: PreferenceWords;
	/** Calendar days before the seeding; left out: nobody has asked yet. */
	confirmedDaysAgo?: number;
};
export type DemoPerson = {
	key: string;
	id: PersonId;
	name: string;
	lang: Lang;
	area: string;
	/** Why this person is among the ten: a key of demopeople.json. */
	reasonKey: string;
	/** Years before the seeding, where the age matters. */
	bornYearsAgo?: number;
	ways: DemoWay[];
	preference: DemoPreference;
	/** What makes it easier, as she said it to a worker. */
	easier?: { codes: AdjustmentCode[]; spoken: string; words: string };
	/** What would help, as she said it to a worker who spoke with her. */
	needs?: { levels: Partial<Record<Need, Level>>; line: string };
	risk?: { reason: string; by: string; madeDaysAgo: number; reviewInDays: number };
};

const personId = (n: number) => `01930000-0000-7000-8001-${String(n).padStart(12, '0')}` as PersonId;
const weekdays = [1, 2, 3, 4, 5];
const call = (value: string): DemoWay => ({ kind: 'phone', value, safe: 'safe', checked: true });
const text = (value: string): DemoWay => ({ kind: 'text', value, safe: 'safe', checked: true });
const mail = (value: string): DemoWay => ({ kind: 'email', value, safe: 'safe', checked: true });

/** The ten who stand for everyone, in the order of /demo (DESIGN §1). Invented, all of them. */
export const people: readonly DemoPerson[] = [
	{
		key: 'nerys',
		id: personId(1),
		name: 'Nerys Pritchard',
		lang: 'cy',
		area: 'Hull',
		reasonKey: 'demopeople.nerys.reason',
		ways: [call('01632 960101'), mail('nerys@example.org')],
		preference: { mayContact: 'yes', sayWho: true, confirmedDaysAgo: 60 }
	},
	{
		key: 'leah',
		id: personId(2),
		name: 'Leah Marsden',
		lang: 'en',
		area: 'Beverley',
		reasonKey: 'demopeople.leah.reason',
		ways: [{ ...call('07700 900102'), safe: 'unsafe' }, call('01632 960102')],
		preference: {
			mayContact: 'no_look_here',
			hours: [{ days: weekdays, from: '10:00', to: '14:00' }],
			words: {
				codeWord: 'lantern',
				sayIfOther: 'Say you are from the library.',
				notTold: 'Her former partner',
				trusted: 'Her sister, Ros'
			},
			confirmedDaysAgo: 12
		},
		risk: { reason: 'Stalked by someone who knows her phone.', by: 'jo', madeDaysAgo: 40, reviewInDays: 20 }
	},
	{
		key: 'tom',
		id: personId(3),
		name: 'Tom Ashby',
		lang: 'en',
		area: 'Goole',
		reasonKey: 'demopeople.tom.reason',
		ways: [call('07700 900103'), { ...text('07700 900103'), safe: 'unsafe' }],
		preference: {
			mayContact: 'yes',
			voicemail: 'words',
			words: { sayIfOther: 'Hello, it is Jo. I will try again.' },
			confirmedDaysAgo: 30
		}
	},
	{
		key: 'rana',
		id: personId(4),
		name: 'رنا حداد',
		lang: 'ar',
		area: 'Grimsby',
		reasonKey: 'demopeople.rana.reason',
		ways: [call('07700 900104'), text('07700 900104')],
		preference: {
			mayContact: 'yes',
			hours: [{ days: weekdays, from: '09:30', to: '15:00' }],
			words: { sayIfOther: 'Ask for Rana. An Arabic interpreter is on the line.' },
			confirmedDaysAgo: 45
		},
		easier: { codes: ['interpreter', 'not_local', 'woman'], spoken: 'ar', words: '' },
		needs: { levels: { health: 'little', work: 'no', social: 'talk' }, line: '' }
	},
	{
		key: 'michael',
		id: personId(5),
		name: 'Michael Okafor',
		lang: 'en',
		area: 'Scunthorpe',
		reasonKey: 'demopeople.michael.reason',
		ways: [
			call('07700 900105'),
			mail('michael@example.org'),
			{ kind: 'post', value: '5 Example Row, Scunthorpe', safe: 'safe', checked: true }
		],
		preference: { mayContact: 'yes', sayWho: true, confirmedDaysAgo: 20 }
	},
	{
		key: 'grace',
		id: personId(6),
		name: 'Grace Whitlock',
		lang: 'en',
		area: 'Bridlington',
		reasonKey: 'demopeople.grace.reason',
		ways: [call('07700 900106'), mail('grace@example.org')],
		preference: { mayContact: 'yes', hours: [{ days: [...weekdays, 6], from: '17:00', to: '20:00' }], confirmedDaysAgo: 90 }
	},
	{
		key: 'daniel',
		id: personId(7),
		name: 'Daniel Frost',
		lang: 'en',
		area: 'Hull',
		reasonKey: 'demopeople.daniel.reason',
		ways: [mail('daniel@example.org')],
		preference: { mayContact: 'no_i_call', confirmedDaysAgo: 8 }
	},
	{
		key: 'jay',
		id: personId(8),
		name: 'Jay Thornton',
		lang: 'en',
		area: 'Cleethorpes',
		reasonKey: 'demopeople.jay.reason',
		bornYearsAgo: 16,
		ways: [{ kind: 'phone', value: '07700 900108', safe: 'unknown', checked: false }],
		preference: { mayContact: 'unasked' }
	},
	{
		key: 'margaret',
		id: personId(9),
		name: 'Margaret Bell',
		lang: 'en',
		area: 'Driffield',
		reasonKey: 'demopeople.margaret.reason',
		ways: [call('01632 960109'), { kind: 'post', value: '9 Example Lane, Driffield', safe: 'safe', checked: true }],
		preference: { mayContact: 'yes', sayWho: true, voicemail: 'words', confirmedDaysAgo: 200 }
	},
	{
		key: 'ravi',
		id: personId(10),
		name: 'Ravi Menon',
		lang: 'en',
		area: 'Hull',
		reasonKey: 'demopeople.ravi.reason',
		ways: [text('07700 900110'), mail('ravi@example.org')],
		preference: { mayContact: 'yes', hardNews: 'read_here', confirmedDaysAgo: 15 }
	}
];

/** The invented person with this key. @throws RangeError */
export function personOf(key: string): DemoPerson {
	const one = people.find((person) => person.key === key);
	if (!one) throw new RangeError(`nobody is called ${key}`);
	return one;
}
