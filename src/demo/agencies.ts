import type { AgencyId } from '#shared/ids.ts';
import type { Source } from '#features/cases/domain/event.ts';

export type DemoAgency = { key: string; id: AgencyId; name: string; source: Source };
const agencyId = (n: number) => `01930000-0000-7000-8004-${String(n).padStart(12, '0')}` as AgencyId;
const agency = (n: number, key: string, name: string, source: Source): DemoAgency => ({ key, id: agencyId(n), name, source });

/** Whom the demo's hub hears from, and its two invented partners. */
export const agencies: readonly DemoAgency[] = [
	agency(1, 'humberside-police', 'Humberside Police', 'police'),
	agency(2, 'cps-yorkshire-and-humberside', 'CPS Yorkshire and Humberside', 'cps'),
	agency(3, 'hull-crown-court', 'Hull Crown Court', 'court'),
	agency(4, 'grimsby-magistrates-court', "Grimsby Magistrates' Court", 'court'),
	agency(5, 'humber-witness-care', 'Humber Witness Care Unit', 'witness_care'),
	agency(6, 'probation-humber', 'Probation Service, Humber', 'probation'),
	agency(7, 'coroner-hull', 'HM Coroner, Hull and East Riding', 'coroner'),
	agency(8, 'harbour-support', 'Harbour Support', 'other'),
	agency(9, 'wolds-counselling', 'Wolds Counselling', 'other')
];

/** The agency with this key. @throws RangeError */
export function agencyOf(key: string): DemoAgency {
	const one = agencies.find((item) => item.key === key);
	if (!one) throw new RangeError(`no agency is called ${key}`);
	return one;
}
