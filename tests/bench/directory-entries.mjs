// Invented services for the measurements of the directory, the same ones on every run: 43 areas, eight needs, one in twenty national, six in ten with a place, some refuges.
import { needs, crimes, audiences, ways, accesses } from '../../src/features/directory/domain/codes.ts';
import { noFacets } from '../../src/features/directory/domain/facets.ts';

/** Numbers from 0 to 1 that begin the same on every run (mulberry32). @param {number} seed */
export function seeded(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const letters = ['b', 'c', 'd', 'f', 'g', 'h', 'l', 'm', 'n', 'p', 'r', 's', 't', 'w'];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ea', 'ow'];
const work = [
	...[
		'counselling',
		'advice',
		'support',
		'housing',
		'refuge',
		'debt',
		'mediation',
		'helpline',
		'outreach',
		'drop-in',
		'advocacy',
		'therapy'
	],
	...[
		'befriending',
		'legal',
		'money',
		'recovery',
		'safety',
		'survivors',
		'family',
		'children',
		'witness',
		'mentoring',
		'wellbeing',
		'benefits'
	]
];
const says =
	'we listen and help you decide what to do next whether or not you told the police our workers can meet you at home or by phone free and in confidence for as long as you need with an interpreter if you want one and we can go with you to court to the council or to the doctor when you ask us'.split(
		' '
	);

export const areas = Array.from({ length: 43 }, (_, at) => `area-${String(at + 1).padStart(2, '0')}`);

/** @param {number} kind @param {number} n */
const idOf = (kind, n) => `0193b00${kind}-0000-7000-9000-${String(n).padStart(12, '0')}`;

/** @param {number} count @param {number} [seed] @returns {Generator<import('../../src/features/directory/domain/record.ts').Entry>} */
export function* invented(count, seed = 16) {
	const random = seeded(seed);
	/** @template T @param {readonly T[]} list @returns {T} */
	const one = (list) => /** @type {T} */ (list[Math.floor(random() * list.length)]);
	/** @template T @param {readonly T[]} list @param {number} most */
	const some = (list, most) => [...new Set(Array.from({ length: 1 + Math.floor(random() * most) }, () => one(list)))];
	const towns = Array.from({ length: 3000 }, () => {
		const name = Array.from({ length: 2 + Math.floor(random() * 2) }, () => one(letters) + one(vowels)).join('');
		return `${name[0]?.toUpperCase()}${name.slice(1)}${one(['ton', 'ham', 'by', 'ford', 'wick'])}`;
	});
	for (let n = 1; n <= count; n++) {
		const town = one(towns);
		const isRefuge = random() < 0.02;
		const [what, more] = [isRefuge ? 'refuge' : one(work), one(work)];
		const hasPlace = isRefuge || random() < 0.6;
		const name = `${town} ${what} ${more}`;
		const description = Array.from({ length: 30 + Math.floor(random() * 40) }, () => one(says)).join(' ');
		const isNational = random() < 0.05;
		const [day, month] = [1 + Math.floor(random() * 28), 1 + Math.floor(random() * 12)];
		const on = `202${random() < 0.5 ? 4 : 5}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
		yield {
			service: {
				id: idOf(1, n),
				name,
				status: 'active',
				description,
				url: `https://example.org/${n}`,
				phones: [{ id: idOf(2, n), number: '01632 960001' }],
				schedules: [{ id: idOf(3, n), freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR', opens_at: '09:00', closes_at: '17:00' }]
			},
			organisation: {
				id: idOf(4, Math.ceil(n / 3)),
				name: `${towns[Math.ceil(n / 3) % towns.length]} Trust`,
				description: 'An invented charity.'
			},
			at: hasPlace
				? [
						{
							link: { id: idOf(5, n) },
							location: {
								id: idOf(6, n),
								location_type: 'physical',
								latitude: 50.2 + random() * 5.3,
								longitude: -4.9 + random() * 6.3
							},
							isConfidential: isRefuge
						}
					]
				: [],
			contacts: [{ id: idOf(7, n), name: 'Invented Person' }],
			facets: {
				...noFacets(),
				needs: some(needs, 3),
				crimes: some(crimes, 3),
				forWhom: some(audiences, 2),
				ways: some(ways, 3),
				langs: some(['en', 'cy', 'pl', 'ur', 'ar'], 2),
				areas: isNational ? ['all'] : some(areas, 2),
				access: some(accesses, 2),
				isFree: random() < 0.8,
				needsNoReport: random() < 0.6,
				keywords: [more]
			},
			isConfidential: isRefuge,
			assuredOn: random() < 0.6 ? on : null,
			checkedOn: random() < 0.7 ? on : null
		};
	}
}
