import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { ReaderActor } from '#server/policy/actor.ts';
import { nothingAsked, tidy, type Asked } from '../domain/asked.ts';
import { chosen, districtAmong, placeIn } from '../domain/read-place.ts';
import { without, withAdded } from '../domain/shortlist.ts';
import type { ListForm, PlaceForm, SearchForm } from '../schema.ts';
import { addressOf, alongParams, readAddress } from './search-address.ts';

type Asking = Ctx<ReaderActor>;
const houseOf = ({ db, now }: Asking) => ({ provider: db.provider, now });
const readAlong = (ctx: Asking, { s, l }: { s: string; l: string }) => readAddress(houseOf(ctx), alongParams({ s, l }));

/** Takes what was typed and chosen, and leads to the page of results with all of it sealed in the address (P18). A full postcode is cut before anything else. */
export function askSearch(ctx: Asking, form: SearchForm): Outcome {
	const typed = tidy(form.q);
	const among = form.place.trim() ? { district: null, rest: typed } : districtAmong(typed);
	const asked: Asked = {
		...nothingAsked,
		q: among.rest,
		need: form.need,
		crime: form.crime,
		forWhom: form.for,
		way: form.way,
		lang: form.language,
		isOpen: form.open,
		isFree: form.free,
		isUnreported: form.unreported,
		...placeIn(among.district ?? form.place)
	};
	return { go: addressOf(houseOf(ctx), '/support', asked, readAlong(ctx, { s: '', l: form.l }).list) };
}

/** Which of several places was meant, or which order. */
export function choosePlace(ctx: Asking, form: PlaceForm): Outcome {
	const { asked, list } = readAlong(ctx, form);
	const before = asked ?? nothingAsked;
	const next: Asked = form.at
		? { ...before, ...chosen(form.at), district: before.district, isNear: false }
		: { ...before, isNear: form.near };
	return { go: addressOf(houseOf(ctx), '/support', next, list) };
}

/** Puts an entry on the list that goes along in the address, or takes it off; without a name everything comes off. */
export function changeList(ctx: Asking, form: ListForm, how: 'add' | 'remove' | 'clear'): Outcome {
	const { asked, list } = readAlong(ctx, form);
	const next = how === 'add' ? withAdded(list, form.slug) : how === 'remove' ? without(list, form.slug) : [];
	const page: Record<string, string> = /^\d{1,2}$/.test(form.page) && form.page !== '1' ? { page: form.page } : {};
	if (form.back === 'list') return { go: addressOf(houseOf(ctx), '/support/list', asked, next) };
	if (form.back === 'service') return { go: addressOf(houseOf(ctx), `/support/${encodeURIComponent(form.slug)}`, asked, next) };
	const [slug] = withAdded([], form.slug);
	return { go: `${addressOf(houseOf(ctx), '/support', asked, next, page)}${slug ? `#${slug}` : ''}` };
}
