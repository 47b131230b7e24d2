import type { Facets } from './facets.ts';

/** Any JSON object of the national standard. Fields that we do not read are kept as they came (T33). */
export type Doc = { id: string; [field: string]: unknown };

export type PhoneDoc = Doc & { number: string; description?: string; languages?: LanguageDoc[] };
export type LanguageDoc = Doc & { name?: string; code?: string; note?: string };
/** Hours: `byday` such as "MO,TU", `opens_at` "09:00" or "09:00:00". */
export type ScheduleDoc = Doc & {
	freq?: string;
	interval?: number;
	byday?: string;
	bymonthday?: string;
	opens_at?: string;
	closes_at?: string;
	valid_from?: string;
	valid_to?: string;
	dtstart?: string;
	description?: string;
	notes?: string;
};
export type CostDoc = Doc & {
	option?: string;
	amount?: number;
	amount_description?: string;
	currency?: string;
	valid_from?: string;
	valid_to?: string;
};
export type AttributeDoc = Doc & { link_type?: string; taxonomy_term?: Doc & { name: string; taxonomy?: string; term_uri?: string } };
export type AddressDoc = Doc & {
	address_1: string;
	city: string;
	region?: string;
	state_province: string;
	postal_code: string;
	country: string;
	address_type: string;
};
export type LocationDoc = Doc & {
	location_type: string;
	name?: string;
	latitude?: number;
	longitude?: number;
	addresses?: AddressDoc[];
	accessibility?: (Doc & { description?: string })[];
};

/** A service as the standard writes it, without its organisation, its locations and the people to ask for: those stand beside it. */
export type ServiceDoc = Doc & {
	name: string;
	status: 'active' | 'inactive' | 'defunct' | 'temporarily closed';
	description?: string;
	url?: string;
	email?: string;
	fees?: string;
	accreditations?: string;
	minimum_age?: number;
	maximum_age?: number;
	assured_date?: string;
	assurer_email?: string;
	alert?: string;
	last_modified?: string;
	eligibility_description?: string;
	phones?: PhoneDoc[];
	schedules?: ScheduleDoc[];
	languages?: LanguageDoc[];
	cost_options?: CostDoc[];
	service_areas?: (Doc & { name?: string })[];
	attributes?: AttributeDoc[];
	funding?: Doc[];
};
export type OrganisationDoc = Doc & { name: string; description: string; email?: string; website?: string };
/** A service at a location: `schedules` are the hours there. */
export type ServiceLocationDoc = Doc & { schedules?: ScheduleDoc[] };

/** One entry of the directory, whole: what an agency edits, a feed brings, a hub approves and a version keeps. */
export type Entry = {
	service: ServiceDoc;
	organisation: OrganisationDoc;
	/** Each with the location it points to. */
	at: { link: ServiceLocationDoc; location: LocationDoc; isConfidential: boolean }[];
	contacts: Doc[];
	facets: Facets;
	/** A refuge: where it is, is never shown, searched by distance or given away. */
	isConfidential: boolean;
	/** Days, `YYYY-MM-DD`: agreed with the service itself; and looked at by the hub. */
	assuredOn: string | null;
	checkedOn: string | null;
};
