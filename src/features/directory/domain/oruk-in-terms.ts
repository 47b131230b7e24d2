import { accesses, audiences, crimes, needs, ways } from './codes.ts';
import { code } from './findable.ts';
import { fold } from './fold.ts';

/** Beside the codes of facets: free, no report needed, for witnesses, and a refuge. */
export const ownFlags = ['is.free', 'is.unreported', 'is.witnesses', 'is.refuge'] as const;

/** Every code that a word of somebody else's taxonomy may be given, in the order of the list to choose from. */
export const meanings: readonly string[] = [
	...needs.map((value) => code('need', value)),
	...crimes.map((value) => code('crime', value)),
	...audiences.map((value) => code('for', value)),
	...ways.map((value) => code('way', value)),
	...accesses.map((value) => code('access', value)),
	...ownFlags
];
const known = new Set(meanings);
/** Whether a word may be given this code. */
export const isMeaning = (value: string): boolean => known.has(value);

/** What names of well-known vocabularies (Open Referral UK, LGA service types, circumstances and accessibility lists) mean here, by the folded name as a whole. */
const usual: Record<string, string> = {
	'need.health':
		'counselling|counselling services|mental health|mental health services|mental health support|mental health and wellbeing|health|health services|health and wellbeing|wellbeing|therapy|talking therapies|trauma|gp|sexual health|psychological therapies',
	'need.home': 'housing|housing advice|housing support|accommodation|homelessness|homeless|shelter|tenancy support|rehousing|home security',
	'need.family':
		'family support|families|family|parenting|parenting support|children and families|childrens services|family mediation|child contact|child contact centre',
	'need.work':
		'employment|employment support|education|training|skills|jobs|learning|education and training|employment and training|adult learning',
	'need.substances':
		'alcohol|drugs|drug and alcohol|drugs and alcohol|substance misuse|substance use|addiction|alcohol misuse|drug misuse|gambling',
	'need.money':
		'money|money advice|debt|debt advice|benefits|benefits advice|welfare benefits|financial advice|finance|welfare rights|food bank|food banks|legal advice',
	'need.outlook': 'confidence|self esteem|restorative justice|attitudes|resilience|personal development|peer support',
	'need.social':
		'befriending|social isolation|loneliness|social activities|community groups|social groups|support group|support groups|self help groups',
	'crime.domestic':
		'domestic abuse|domestic violence|domestic violence and abuse|domestic abuse support|coercive control|intimate partner violence',
	'crime.sexual':
		'sexual violence|sexual assault|sexual abuse|rape|rape and sexual assault|rape crisis|sexual violence and abuse|sexual assault referral centre',
	'crime.stalking': 'stalking|harassment|stalking and harassment',
	'crime.violence': 'violence|violent crime|assault|knife crime',
	'crime.hate': 'hate crime|hate incident|hate crime and incidents|racism|discrimination and hate crime',
	'crime.burglary': 'burglary',
	'crime.robbery': 'robbery|mugging',
	'crime.damage': 'criminal damage|vandalism|arson',
	'crime.fraud': 'fraud|scams|scam|fraud and scams|financial abuse',
	'crime.online': 'online abuse|cyber crime|cybercrime|online safety|revenge porn|intimate image abuse',
	'crime.antisocial': 'anti-social behaviour|antisocial behaviour|anti social behaviour|neighbour disputes',
	'crime.road': 'road traffic collision|road traffic victims|road death|road crash',
	'crime.killing': 'homicide|murder|murder and manslaughter|bereaved by homicide',
	'crime.exploitation': 'modern slavery|human trafficking|trafficking|sexual exploitation|criminal exploitation|county lines|exploitation',
	'crime.honour': 'forced marriage|honour based abuse|honour-based abuse|honour based violence|female genital mutilation|fgm',
	'crime.child': 'child abuse|child sexual abuse|child sexual exploitation|child protection|childhood abuse',
	'for.women': 'women|women only|female|females|womens services',
	'for.men': 'men|men only|male|males|mens services',
	'for.children': 'children|child|children and young people|under 18s',
	'for.young': 'young people|youth|young adults|teenagers|youth services',
	'for.older': 'older people|older adults|elderly|over 50s|over 55s|over 60s|over 65s|pensioners|seniors',
	'for.parents': 'parents|parents and carers|pregnant women|single parents|lone parents',
	'for.bereaved': 'bereavement|bereaved|bereavement support|bereaved people',
	'for.witnesses': 'witnesses|witness support|witness care',
	'for.lgbt': 'lgbt|lgbtq|lgbtq+|lgbt+|lgbtqia+|lgbtiq+|gay|lesbian|transgender|trans people|sexual orientation',
	'for.disabled':
		'disabled|disability|disabled people|people with disabilities|physical disabilities|learning disabilities|learning disability|autism',
	'for.deaf': 'deaf|deaf people|hearing impairment|hearing loss|deaf and hard of hearing|deafblind',
	'for.minority':
		'bame|bme|black and minority ethnic|ethnic minorities|minority ethnic groups|black and minoritised|gypsies and travellers|gypsy roma and traveller',
	'for.migrants': 'migrants|refugees|asylum seekers|refugees and asylum seekers|immigration|no recourse to public funds|migrant support',
	'for.students': 'students|student support|university students',
	'for.carers': 'carers|unpaid carers|young carers|carer support',
	'access.step_free':
		'wheelchair accessible|wheelchair access|step free access|step-free access|level access|step free|fully wheelchair accessible|disabled access',
	'access.loop': 'hearing loop|induction loop|hearing induction loop|hearing loop available',
	'access.bsl': 'british sign language|bsl|sign language|bsl interpreter|signer available',
	'access.easy_read': 'easy read|easy-read',
	'access.interpreter': 'interpreter|interpreters|interpreting|interpretation|translation|translation services',
	'access.home_visits': 'home visits|home visit|home visiting',
	'access.quiet': 'quiet room|quiet space|sensory room|autism friendly',
	'access.childcare': 'creche|childcare|child care',
	'way.phone': 'telephone helpline|helpline|helplines|telephone support|telephone|by phone',
	'way.text': 'text support|text line',
	'way.chat': 'web chat|webchat|live chat|online chat',
	'way.email': 'email support|by email',
	'way.online': 'online|online support|virtual|online service|video call',
	'way.person': 'face to face|face-to-face|in person|in-person|drop in|drop-in',
	'way.outreach': 'outreach|outreach service|outreach support|mobile service',
	'way.self': 'self referral|self-referral|self-referrals|self referrals',
	'is.free': 'free|free of charge|free service|no charge|no cost'
};
const several: Record<string, string[]> = {
	refuge: ['need.home', 'crime.domestic', 'is.refuge'],
	refuges: ['need.home', 'crime.domestic', 'is.refuge'],
	'domestic abuse refuge': ['need.home', 'crime.domestic', 'is.refuge'],
	'womens refuge': ['need.home', 'crime.domestic', 'for.women', 'is.refuge'],
	'womens refuges': ['need.home', 'crime.domestic', 'for.women', 'is.refuge'],
	'safe accommodation': ['need.home', 'is.refuge'],
	'domestic abuse safe accommodation': ['need.home', 'crime.domestic', 'is.refuge']
};
const byName = new Map<string, readonly string[]>([
	...Object.entries(usual).flatMap(([meaning, names]) => names.split('|').map((name) => [name, [meaning]] as const)),
	...Object.entries(several)
]);

/** What a term of a well-known vocabulary means here, by its name; null where nobody has said. */
export const usualMeaning = (name: string): readonly string[] | null => byName.get(fold(name)) ?? null;
