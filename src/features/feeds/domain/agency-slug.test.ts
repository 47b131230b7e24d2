import { expect, it } from 'vitest';
import { agencySlug } from './agency-slug.ts';

it.each([
	['Humberside Police', 'humberside-police'],
	['Devon & Cornwall Police', 'devon-and-cornwall-police'],
	['  Dyfed-Powys   Police ', 'dyfed-powys-police'],
	['Heddlu Gwynedd Ŵ', 'heddlu-gwynedd-w'],
	['…', '']
])('%j becomes %j', (name, slug) => {
	expect(agencySlug(name)).toBe(slug);
});
