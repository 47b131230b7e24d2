import { noFacets, type Facets } from '#features/directory/domain/facets.ts';
import type { Entry } from '#features/directory/domain/record.ts';

const numbered = (kind: number, n: number) => `0193000${kind}-0000-7000-9000-${String(n).padStart(12, '0')}`;

/** An invented entry of the directory, number `n`, with what a test wants to be so. */
export function anEntry(
	n: number,
	{
		name = `Service ${n}`,
		facets = {},
		...rest
	}: { name?: string; facets?: Partial<Facets>; description?: string } & Partial<Omit<Entry, 'facets'>> = {}
): Entry {
	const { description = 'Somebody to talk to.', ...over } = rest;
	return {
		service: { id: numbered(1, n), name, status: 'active', description, phones: [{ id: numbered(2, n), number: '01632 960001' }] },
		organisation: { id: numbered(3, n), name: `Organisation ${n}`, description: 'An invented charity.' },
		at: [],
		contacts: [],
		facets: { ...noFacets(), areas: ['humberside'], ...facets },
		isConfidential: false,
		assuredOn: '2026-05-01',
		checkedOn: '2026-05-01',
		...over
	};
}
