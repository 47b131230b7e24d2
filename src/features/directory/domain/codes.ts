/** The eight needs (DESIGN §5), in the order in which they are shown. */
export const needs = ['health', 'home', 'family', 'work', 'substances', 'money', 'outlook', 'social'] as const;
export type Need = (typeof needs)[number];

/** What happened, in groups that people look for. */
export const crimes = [
	'domestic',
	'sexual',
	'stalking',
	'violence',
	'hate',
	'burglary',
	'robbery',
	'damage',
	'fraud',
	'online',
	'antisocial',
	'road',
	'killing',
	'exploitation',
	'honour',
	'child'
] as const;
export type Crime = (typeof crimes)[number];

/** Whom a service is for, beyond everybody. */
export const audiences = [
	'women',
	'men',
	'children',
	'young',
	'older',
	'parents',
	'bereaved',
	'witnesses',
	'lgbt',
	'disabled',
	'deaf',
	'minority',
	'migrants',
	'students',
	'carers'
] as const;
export type Audience = (typeof audiences)[number];

/** How somebody may get in touch. 'hub': only the hub can ask it for them. */
export const ways = ['phone', 'text', 'chat', 'email', 'online', 'person', 'outreach', 'self', 'hub'] as const;
export type Way = (typeof ways)[number];

/** What makes it possible for more people to come. */
export const accesses = ['step_free', 'loop', 'bsl', 'relay', 'easy_read', 'interpreter', 'home_visits', 'quiet', 'childcare'] as const;
export type Access = (typeof accesses)[number];

/** What an accreditation may rest on. */
export const criteria = ['trained', 'checked', 'safeguarding', 'data', 'complaints', 'accessible', 'outcomes', 'independent'] as const;

/** England and Wales as a whole, as an area. */
export const everywhere = 'all';

const isOneOf =
	<T extends string>(list: readonly T[]) =>
	(value: string): value is T =>
		(list as readonly string[]).includes(value);
export const isNeed = isOneOf(needs);
export const isCrime = isOneOf(crimes);
export const isAudience = isOneOf(audiences);
export const isWay = isOneOf(ways);
export const isAccess = isOneOf(accesses);
