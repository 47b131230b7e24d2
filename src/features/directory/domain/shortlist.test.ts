import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listOf, listText, longestList, withAdded, without } from './shortlist.ts';

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);

describe('a shortlist in an address', () => {
	it('comes back as it was put together, each once and in its order', () => {
		fc.assert(
			fc.property(fc.uniqueArray(slug, { maxLength: longestList }), (slugs) => {
				const list = slugs.reduce<string[]>(withAdded, []);
				expect(list).toEqual(slugs);
				expect(listOf(listText(list))).toEqual(slugs);
				for (const each of slugs) {
					expect(withAdded(list, each)).toEqual(list);
					expect(without(list, each)).not.toContain(each);
				}
			})
		);
	});
	it('is short, and takes nothing that is no name of ours', () => {
		const many = Array.from({ length: 40 }, (_, n) => `s-${n}`);
		expect(many.reduce<string[]>(withAdded, []).length).toBe(longestList);
		for (const bad of ['', '..', '../etc', 'A', 'a b', '<b>', '-a', 'é', 'x'.repeat(100)])
			expect(withAdded(['a'], bad), bad).toEqual(['a']);
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => listOf(text).every((each) => /^[a-z0-9-]{1,80}$/.test(each)))
		);
	});
});
