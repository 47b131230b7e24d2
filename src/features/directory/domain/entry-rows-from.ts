import type { Before, Made } from './entry-from.ts';
import { phoneRows, placeField, placeParts, placeRows } from './entry-form.ts';
import type { AddressDoc, Doc, Entry, LocationDoc, PhoneDoc } from './record.ts';
import { areaOf } from './places.ts';

/** The same object with these fields; one that is undefined is taken out, as the standard wants it. */
export function withFields<D extends object>(doc: D, fields: Partial<D>): D {
	const next = { ...doc, ...fields };
	for (const key of Object.keys(fields) as (keyof D)[]) if (next[key] === undefined) delete next[key];
	return next;
}

/** The phone numbers that the rows say; a row that was emptied is gone, and what a number says beyond the form is kept. */
export function phonesFrom({ form, isSame }: Before, base: PhoneDoc[] | undefined, { newId }: Made): PhoneDoc[] | undefined {
	const fields = phoneRows.flatMap((row) => [`phone-${row}`, `phone-${row}-what`] as const);
	if (isSame(...fields)) return base;
	const rows = phoneRows.flatMap((row): PhoneDoc[] => {
		const old = base?.[row - 1];
		const number = form[`phone-${row}`];
		if (isSame(`phone-${row}`, `phone-${row}-what`)) return old ? [old] : [];
		if (!number) return [];
		return [
			withFields<PhoneDoc>({ ...(old ?? { id: newId() }), number }, {
				description: form[`phone-${row}-what`] || undefined
			} as Partial<PhoneDoc>)
		];
	});
	const phones = [...rows, ...(base ?? []).slice(phoneRows.length)];
	return phones.length ? phones : undefined;
}

/** The places that the rows say. Ids come from the entry, never from the form: nobody moves another service's place. */
export function placesFrom({ form, isSame }: Before, base: Entry, made: Made): Entry['at'] {
	const rows = placeRows.flatMap((row): Entry['at'] => {
		const old = base.at[row - 1];
		const fields = placeParts.map((part) => placeField(row, part));
		if (isSame(...fields)) return old ? [old] : [];
		const isConfidential = form[placeField(row, 'hidden')] === 'yes';
		const said = fields.filter((field) => field !== placeField(row, 'hidden'));
		if (said.every((field) => form[field] === '')) return old && isSame(...said) ? [{ ...old, isConfidential }] : [];
		const location = locationFrom((part) => form[placeField(row, part)], old?.location, { ...made, area: form.areas[0] ?? '' });
		return [{ link: old?.link ?? { id: made.newId() }, location, isConfidential }];
	});
	return [...rows, ...base.at.slice(placeRows.length)];
}

type Part = (part: Exclude<(typeof placeParts)[number], 'hidden'>) => string;
function locationFrom(part: Part, old: LocationDoc | undefined, { newId, area }: Made & { area: string }): LocationDoc {
	const [first, ...rest] = old?.addresses ?? [];
	const hasAddress = [part('line'), part('line2'), part('town'), part('post')].some(Boolean);
	const address = withFields<AddressDoc>(
		{
			...(first ?? { id: newId(), state_province: areaOf(area)?.name ?? '', country: 'GB', address_type: 'physical' }),
			address_1: part('line'),
			city: part('town'),
			postal_code: part('post').toUpperCase()
		} as AddressDoc,
		{ address_2: part('line2') || undefined } as Partial<AddressDoc>
	);
	const addresses = hasAddress ? [address, ...rest] : rest;
	const degrees = (text: string) => (text === '' ? undefined : Number(text));
	return withFields<LocationDoc>(old ?? { id: newId(), location_type: 'physical' }, {
		name: part('name') || undefined,
		latitude: degrees(part('lat')),
		longitude: degrees(part('lon')),
		addresses: addresses.length ? addresses : undefined
	} as Partial<LocationDoc>);
}

/** Whom the hub asks for at the service. The first of them is in the form. */
export function contactsFrom({ form, isSame }: Before, base: Doc[], { newId }: Made): Doc[] {
	if (isSame('askFor', 'askRole', 'askPhone', 'askEmail')) return base;
	const [first, ...rest] = base;
	if (!form.askFor && !form.askRole && !form.askPhone && !form.askEmail) return rest;
	const [phone, ...phones] = (first?.['phones'] ?? []) as PhoneDoc[];
	const numbers = form.askPhone ? [{ ...(phone ?? { id: newId() }), number: form.askPhone }, ...phones] : phones;
	return [
		withFields<Doc>(first ?? { id: newId() }, {
			name: form.askFor || undefined,
			title: form.askRole || undefined,
			email: form.askEmail || undefined,
			phones: numbers.length ? numbers : undefined
		} as Partial<Doc>),
		...rest
	];
}
