import { agencies } from '#demo/agencies.ts';
import { cases } from '#demo/cases.ts';
import { people, workers } from '#demo/people.ts';

/**
 * What a tab, a history, an address or the name of a field may never say (S-09): a crime, a case, the law, an agency. Beginnings of words, so that every
 * ending and most Welsh mutations are found. Welsh and Arabic by the same list of meanings.
 */
const english = [
	...[
		'crim',
		'case',
		'police',
		'constab',
		'court',
		'cps',
		'prosecut',
		'coroner',
		'inquest',
		'probation',
		'prison',
		'parole',
		'jury',
		'lawyer'
	],
	...[
		'victim',
		'witness',
		'suspect',
		'defend',
		'accus',
		'offen',
		'charge',
		'trial',
		'verdict',
		'guilt',
		'sentenc',
		'bail',
		'arrest',
		'convict'
	],
	...[
		'stalk',
		'robber',
		'burglar',
		'abus',
		'assault',
		'rape',
		'sexual',
		'violen',
		'threat',
		'harass',
		'fraud',
		'theft',
		'hate',
		'murder',
		'kill'
	],
	...[
		'damage',
		'death',
		'complain',
		'compensat',
		'review',
		'statement',
		'special measure',
		'investigat',
		'evidence',
		'refuge',
		'safeguard',
		'risk'
	],
	...['humber', 'hub', 'agency', 'referral', 'counsel']
];
const welsh = [
	...[
		'trosedd',
		'drosedd',
		'heddlu',
		'llys',
		'tyst',
		'dyst',
		'dioddef',
		'ddioddef',
		'achos',
		'erlyn',
		'crwner',
		'grwner',
		'cwest',
		'gwest',
		'prawf'
	],
	...[
		'carchar',
		'garchar',
		'rheithgor',
		'cyfreith',
		'gyfreith',
		'diffyn',
		'ddiffyn',
		'cyhudd',
		'gyhudd',
		'treial',
		'dreial',
		'dedfryd',
		'euog'
	],
	...[
		'mechnïaeth',
		'fechnïaeth',
		'arest',
		'stelc',
		'lladr',
		'ladr',
		'bwrgler',
		'fwrgler',
		'ymosod',
		'camdrin',
		'cam-drin',
		'gam-drin',
		'trais'
	],
	...[
		'drais',
		'treis',
		'dreis',
		'rhywiol',
		'bygyth',
		'fygyth',
		'aflonydd',
		'twyll',
		'dwyll',
		'casineb',
		'gasineb',
		'llofrudd',
		'marwolaeth'
	],
	...[
		'farwolaeth',
		'cwyn',
		'gwyn',
		'iawndal',
		'adolyg',
		'datganiad',
		'ddatganiad',
		'ymchwil',
		'tystiol',
		'dystiol',
		'asiantaeth',
		'atgyfeir',
		'cwnsel'
	]
];
const arabic = [
	...[
		'جريم',
		'جرائم',
		'جنائ',
		'شرط',
		'محكم',
		'محاكم',
		'قضي',
		'قضاي',
		'قاض',
		'نياب',
		'ادعاء',
		'سجن',
		'محلف',
		'محام',
		'قانون',
		'ضحي',
		'ضحاي',
		'شاهد'
	],
	...[
		'شهود',
		'شهاد',
		'مشتبه',
		'متهم',
		'اتهام',
		'تهم',
		'إدان',
		'مذنب',
		'الحكم',
		'كفال',
		'اعتقال',
		'توقيف',
		'ملاحق',
		'مطارد',
		'سرق',
		'سطو',
		'إساء'
	],
	...[
		'اعتداء',
		'عنف',
		'اغتصاب',
		'جنسي',
		'تهديد',
		'تحرش',
		'مضايق',
		'احتيال',
		'كراهي',
		'قتل',
		'وفا',
		'شكو',
		'تعويض',
		'مراجع',
		'إفاد',
		'تحقيق'
	],
	...['أدل', 'وكال', 'إحال', 'هامبر']
];

const parts = (text: string): string[] => text.toLowerCase().split(/[\s,]+/);
/** Words of names that say nothing by themselves. */
const plain = new Set(['and', 'of', 'the', 'hm', 'team', 'care', 'service', 'unit', 'support', 'east']);
const names = new Set(
	[
		...[...people, ...workers, ...agencies].flatMap(({ name }) => parts(name)),
		...people.flatMap(({ area }) => parts(area)),
		...cases.flatMap(({ references }) => references.flatMap(({ ref }) => (typeof ref === 'string' ? [ref.toLowerCase()] : [])))
	].filter((word) => !plain.has(word))
);
const startsWord = (text: string, word: string): boolean => new RegExp(`(?<![\\p{L}\\p{M}])${RegExp.escape(word)}`, 'u').test(text);
const isWord = (text: string, word: string): boolean =>
	new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(word)}(?![\\p{L}\\p{N}])`, 'u').test(text);

/** The telling words in a text, of all three languages at once: an address in Arabic may still be in English. Empty where it says nothing. */
export function tellingWords(text: string): string[] {
	const low = text.toLowerCase();
	return [
		...[...english, ...welsh].filter((word) => startsWord(low, word)),
		// Arabic joins "the", "and", "for" to the word.
		...arabic.filter((word) => low.includes(word)),
		...[...names].filter((word) => isWord(low, word))
	];
}

/** What an address says, as somebody reads it: decoded, without the host. */
export function addressText(url: string): string {
	const { pathname, search, hash } = new URL(url, 'http://localhost');
	const text = `${pathname}${search}${hash}`;
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
