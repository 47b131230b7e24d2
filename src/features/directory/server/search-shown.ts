import type { ShownService } from '#server/db/queries/directory.ts';
import type { Lang } from '#shared/lang.ts';
import type { Facets } from '../domain/facets.ts';
import { openNow, type OpenNow } from '../domain/hours.ts';
import type { ServiceDoc } from '../domain/record.ts';
import { shorten } from '../domain/shorten.ts';
import type { Why } from '../domain/why-first.ts';

export type Phone = { number: string; dial: string; about: string | null };
/** An entry as lists show it: codes and texts, for the page to put into words. */
export type Listed = {
	slug: string;
	name: string;
	organisation: string;
	does: string;
	/** In which language `does` is; null for the entry's own words, which are English. */
	doesIn: Lang | null;
	forWhom: string[];
	phones: Phone[];
	email: string | null;
	url: string | null;
	ways: string[];
	now: OpenNow;
	isFree: boolean;
	needsNoReport: boolean;
	cost: string | null;
	langs: string[];
	access: string[];
	areas: string[];
	isConfidential: boolean;
	isClosedForNow: boolean;
	capacity: Facets['capacity'];
	assuredOn: string | null;
	checkedOn: string | null;
	accreditedUntil: string | null;
	km: number | null;
	why: Why[];
};

export const docOf = (row: ShownService): ServiceDoc => row.doc as ServiceDoc;
export const facetsOf = (row: ShownService): Facets => row.facets as Facets;

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value.trim() : null);
/** A link that leads to a site and does nothing else: an entry is written by others. */
export const siteIn = (value: unknown): string | null => {
	const url = text(value);
	return url && /^https?:\/\/[^\s"<>]+$/i.test(url) && URL.canParse(url) ? url : null;
};
const mailIn = (value: unknown): string | null => {
	const mail = text(value);
	return mail && /^[^\s@<>"?&]+@[^\s@<>"?&]+\.[^\s@<>"?&]+$/.test(mail) ? mail : null;
};

/** Numbers that can be dialled, each with what it is for. */
export function phonesOf({ phones = [] }: ServiceDoc): Phone[] {
	return phones.flatMap(({ number, description, extension }) => {
		const shown = text(number);
		const dial = shown?.replace(/\(0\)/g, '').replace(/[^+\d]/g, '') ?? '';
		if (!shown || !/^\+?\d{3,15}$/.test(dial)) return [];
		const about = [text(description), extension ? `ext. ${String(extension)}` : null].filter(Boolean).join(', ');
		return [{ number: shown, dial, about: about || null }];
	});
}

/** What it costs, in the entry's own words. */
export const costOf = ({ fees, cost_options = [] }: ServiceDoc): string | null =>
	text(fees) ??
	text(
		cost_options
			.map(({ amount, currency, amount_description, option }) => text(amount_description) ?? text(option) ?? priceOf(amount, currency))
			.filter(Boolean)
			.join('; ')
	);
const priceOf = (amount: unknown, currency: unknown): string | null =>
	typeof amount === 'number' && amount > 0 ? `${currency === 'GBP' || !currency ? '£' : `${String(currency)} `}${amount.toFixed(2)}` : null;

/** An entry as lists show it, with its hours at this instant. */
export function listedOf(
	row: ShownService,
	lang: Lang,
	now: Date,
	more: { km: number | null; why: Why[] } = { km: null, why: [] }
): Listed {
	const [doc, facets] = [docOf(row), facetsOf(row)];
	const summary = text(facets.summaries?.[lang]);
	const english = text(facets.summaries?.en) ?? text(doc.description) ?? '';
	return {
		slug: row.slug,
		name: row.name,
		organisation: row.organisation === row.name ? '' : row.organisation,
		does: shorten(summary ?? english),
		doesIn: summary ? lang : null,
		forWhom: facets.forWhom ?? [],
		phones: phonesOf(doc),
		email: mailIn(doc.email),
		url: siteIn(doc.url),
		ways: facets.ways ?? [],
		now: openNow(doc.schedules, facets, now),
		isFree: facets.isFree,
		needsNoReport: facets.needsNoReport,
		cost: facets.isFree ? null : costOf(doc),
		langs: facets.langs ?? [],
		access: facets.access ?? [],
		areas: facets.areas ?? [],
		isConfidential: row.isConfidential,
		isClosedForNow: doc.status === 'temporarily closed',
		capacity: facets.capacity ?? null,
		assuredOn: row.assuredOn,
		checkedOn: row.checkedOn,
		accreditedUntil: row.accreditedUntil,
		...more
	};
}
