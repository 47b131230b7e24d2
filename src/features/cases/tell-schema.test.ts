import { describe, expect, it } from 'vitest';
import courtList from './domain/courts.json' with { type: 'json' };
import { eventForm } from './tell-schema.ts';

const id = '01930000-0000-7000-8000-000000000001';
const issuesOf = (more: Record<string, string>) => {
	const read = eventForm.safeParse({ id, choice: 'charged', source: 'hub', when: 'unknown', ...more });
	return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('Pr3 what stays in clear text of an event', () => {
	it('is one of the courts, or none', () => {
		for (const court of ['', ...courtList.courts]) expect(issuesOf({ court }), court).toEqual([]);
		expect(issuesOf({ court: 'The house of Sam, 12 High Street' })).toEqual(['court: due.error.courtLong']);
	});

	it.each(['', 'Charge 1', 's.18 / s.20 OAPA 1861', 'Count 12 (a)', "Robber's tools", 'T2026'])('%j labels a charge', (charge) => {
		expect(issuesOf({ charge })).toEqual([]);
	});

	it.each(['07700 900123', 'ring 01632960123', '٠٧٧٠٠٩٠٠١٢٣', 'sam@example.org', 'a\nb', '<i>'])('%j does not', (charge) => {
		expect(issuesOf({ charge })).toContain('charge: due.error.chargeLabel');
	});

	it('is no longer than a label', () => {
		expect(issuesOf({ charge: 'a'.repeat(61) })).toContain('charge: due.error.chargeLong');
	});
});
