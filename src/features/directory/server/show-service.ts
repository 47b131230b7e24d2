import type { Ctx } from '#server/http/ctx.ts';
import { accreditationOf, type AccreditedRow } from '#server/db/queries/directory-accredited.ts';
import { locationsOf, serviceBySlug, type ShownLocation } from '#server/db/queries/directory.ts';
import type { ReaderActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay } from '#shared/london.ts';
import type { Facets } from '../domain/facets.ts';
import { hoursOf, otherHours, type Week } from '../domain/hours.ts';
import { areaOf } from '../domain/places.ts';
import type { LocationDoc, ScheduleDoc } from '../domain/record.ts';
import { readAddress, type Address } from './search-address.ts';
import { alongOf, type Along } from './search-page.ts';
import { costOf, docOf, facetsOf, listedOf, type Listed } from './search-shown.ts';

export type ShownPlace = { id: string; name: string | null; lines: string[]; access: string[]; week: Week | null };
/** Everything that is shown of one entry. */
export type ShownEntry = Listed & {
	about: string[];
	week: Week | null;
	otherHours: string[];
	bankHolidays: Facets['bankHolidays'];
	costs: string | null;
	eligibility: string | null;
	ages: { min: number | null; max: number | null };
	towns: string[];
	places: ShownPlace[];
	accredited: AccreditedRow[];
	scope: Facets['scope'];
	takesWitnesses: boolean;
	alert: string | null;
};
export type ServicePage = { entry: ShownEntry; along: Along; fault: Address['fault'] };

/** One entry with everything that is shown of it, and what came along from the search. Throws `NotYours` where there is none, or none any longer. */
export async function showService(ctx: Ctx<ReaderActor>, slug: string, params: URLSearchParams): Promise<ServicePage> {
	const today = londonDay(ctx.now);
	const row = await serviceBySlug(ctx.db, slug, today);
	if (!row) throw new NotYours();
	const { asked, list, fault } = readAddress({ provider: ctx.db.provider, now: ctx.now }, params);
	const [doc, facets] = [docOf(row), facetsOf(row)];
	const places = (await locationsOf(ctx.db, row.id)).map((place) => placeOf(place, today));
	const listed = listedOf(row, ctx.lang, ctx.now);
	const entry: ShownEntry = {
		...listed,
		about: paragraphs(doc.description).filter((line, _, all) => all.length > 1 || line !== listed.does),
		week: hoursOf(doc.schedules, today),
		otherHours: otherHours(doc.schedules),
		bankHolidays: facets.bankHolidays,
		costs: costOf(doc),
		eligibility: text(doc.eligibility_description),
		ages: { min: age(doc.minimum_age), max: age(doc.maximum_age) },
		towns: facets.towns ?? [],
		places,
		accredited: await accreditationOf(ctx.db, row.id, today),
		scope: facets.scope,
		takesWitnesses: facets.takesWitnesses,
		alert: text(doc.alert)
	};
	return { entry, along: alongOf(ctx, asked, list), fault };
}

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value.trim() : null);
const age = (value: unknown): number | null => (typeof value === 'number' && value > 0 && value < 120 ? value : null);
const paragraphs = (value: unknown): string[] =>
	(text(value) ?? '')
		.split(/\n\s*\n?/)
		.map((line) => line.trim())
		.filter(Boolean)
		.slice(0, 30);

function placeOf({ id, doc, location }: ShownLocation, today: string): ShownPlace {
	const { name, addresses = [], accessibility = [] } = location as LocationDoc;
	const address = addresses.find(({ address_type }) => address_type === 'physical') ?? addresses[0];
	return {
		id,
		name: text(name),
		lines: address
			? [address.address_1, address.city, address.region, address.state_province, address.postal_code]
					.flatMap((line) => text(line) ?? [])
					.filter((line) => !areaOf(line))
			: [],
		access: accessibility.flatMap(({ description }) => text(description) ?? []),
		week: hoursOf(doc.schedules as ScheduleDoc[] | undefined, today)
	};
}
