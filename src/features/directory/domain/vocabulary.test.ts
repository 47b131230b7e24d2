import { describe, expect, it } from 'vitest';
import { faultsIn } from '#tests/feeds/oruk-schemata.ts';
import { codeOfTerm, idFor, kinds, taxonomies, termOf, termsOf } from './vocabulary.ts';

describe('our codes as a vocabulary of the standard', () => {
	it('T33: a term of ours is read back as the code it was made of, and no other is', () => {
		for (const term of termsOf()) {
			const code = codeOfTerm(term);
			expect(code && `${code.kind}.${code.code}`).toBe(term.term);
		}
		for (const term_uri of [
			undefined,
			42,
			'https://waymark.example.org/taxonomies/need/nothing',
			'https://waymark.example.org/taxonomies/constructor/home',
			'https://other.example.org/taxonomies/need/home'
		])
			expect(codeOfTerm({ term_uri })).toBeNull();
	});

	it('T33: ids stay what they are, for others keep them', () => {
		expect(termOf('need', 'home')).toMatchObject({
			id: idFor('https://waymark.example.org/taxonomies/need/home'),
			taxonomy: 'waymark',
			term: 'need.home',
			term_uri: 'https://waymark.example.org/taxonomies/need/home'
		});
		expect(['need/home', 'crime/domestic', 'is/refuge'].map((each) => idFor(`https://waymark.example.org/taxonomies/${each}`)))
			.toMatchInlineSnapshot(`
			[
			  "68dfb330-c6e1-8e8b-a9c9-d51e4476d913",
			  "2189662a-4863-80c7-a596-88a1782c1718",
			  "dfdb5ea3-0b6c-81cd-ae5d-73a4e3f69e35",
			]
		`);
	});

	it('no two terms or taxonomies share an id, and each is as the standard wants it', () => {
		const ids = [...termsOf(), ...taxonomies].map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.length).toBeGreaterThan(80);
		for (const term of termsOf()) expect(faultsIn('taxonomy_term', term), term.term).toEqual([]);
		for (const { kind: _, ...taxonomy } of taxonomies) expect(faultsIn('taxonomy', taxonomy)).toEqual([]);
		expect(kinds.length).toBe(taxonomies.length);
	});

	it('words that differ by one sign have ids that have nothing in common', () => {
		const many = Array.from({ length: 20_000 }, (_, at) => idFor(`service ${at} need home`));
		expect(new Set(many).size).toBe(many.length);
		expect(new Set(many.map((id) => id.slice(0, 8))).size).toBeGreaterThan(19_900);
		expect(new Set(many.map((id) => id.slice(-8))).size).toBeGreaterThan(19_900);
	});

	it('names come from the locale where it has one, and a missing one shows the code', () => {
		expect(termOf('need', 'home', 'Somewhere to live').name).toBe('Somewhere to live');
		expect(termOf('need', 'home', 'codes.need.home').name).toBe('need.home');
		expect(termOf('area', 'humberside').name).toBe('Humberside');
	});
});
