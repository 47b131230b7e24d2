import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedWords, searchableGuides, searchGuides, type KeptGuide } from './kept.ts';

const guide = (slug: string, title: string, text: string): KeptGuide => ({
	slug,
	title,
	summary: '',
	lang: 'en',
	words: foldedWords([text])
});
const all = [
	guide('bail', 'Bail', 'A person is let go and must come back. There may be rules.'),
	guide('court-day', 'The day in court', 'Go in by the door. Bail is not part of it. Ask for a screen.'),
	guide('arabic', 'يوم المحكمة', 'تدخل من الباب')
];
const ready = searchableGuides({ guides: all });
const found = (typed: string) => searchGuides(ready, typed).map(({ slug }) => slug);

describe('P18 F68 searching kept guides on the device', () => {
	it('finds words by how they begin, a title before a text', () => {
		expect(found('bai')).toEqual(['bail', 'court-day']);
		expect(found('SCREENS screen')).toEqual(['court-day']);
		expect(found('الباب')).toEqual(['arabic']);
		expect(found('المَحْكَمة')).toEqual(['arabic']);
	});

	it('lets go of words that nothing fits, and says so where none fits', () => {
		expect(found('what is bail please')).toContain('bail');
		expect(found('qqqq')).toEqual([]);
		expect(found('  ')).toEqual(['bail', 'court-day', 'arabic']);
	});

	it('never throws and never invents a guide, whatever is typed', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
				expect(searchGuides(ready, typed).filter((each) => !all.includes(each))).toEqual([]);
			})
		);
	});
});
