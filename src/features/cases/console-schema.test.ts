import { describe, expect, it } from 'vitest';
import { newCaseForm } from './console-schema.ts';

const areaOf = (area: string) => {
	const read = newCaseForm.safeParse({ once: '01930000-0000-7000-8000-000000000001', name: 'Sam', kind: 'crime', area });
	return read.success ? read.data.area : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join();
};

describe('Pr3 the area of a case stays in clear text, and holds nothing that finds a door', () => {
	it.each(['', 'Hull', 'Stow-on-the-Wold', "King's Lynn", 'King’s Lynn', 'Ynys Môn', 'Bury St Edmunds', 'حلب', 'Llanfairpwllgwyngyll'])(
		'%j is an area',
		(area) => expect(areaOf(area)).toBe(area)
	);
	it.each(['12 High Street', 'HU1 3RA', 'Flat ٣', 'Hull, East Yorkshire', 'sam@example.org', 'Hull\nLeeds', '<b>Hull', 'x'.repeat(61)])(
		'%j is refused at its field',
		(area) => expect(areaOf(area)).toBe('area: console.new.area.bad')
	);
});
