import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handOff, takes, withOurs, type Scope } from './scope.ts';

const hub = (id: string, areas: string[], rule: Scope['rule'] = 'either', takesWitnesses = true): Scope => ({
	id,
	name: `${id} Care Team`,
	phone: '01632 960100',
	website: null,
	areas,
	rule,
	takesWitnesses
});
const scopes = [
	hub('humber', ['humberside']),
	hub('tamar', ['devon-and-cornwall'], 'lives', false),
	hub('avon', ['avon-and-somerset'], 'happened')
];
const names = (found: Scope[]) => found.map(({ id }) => id);

describe('T44 to whom somebody is handed on', () => {
	it('to nobody in our own area, to the other hub in its', () => {
		expect(handOff(scopes, 'humber', { area: 'humberside' })).toEqual([]);
		expect(handOff(scopes, 'humber Care Team', { area: 'humberside' })).toEqual([]);
		expect(names(handOff(scopes, 'humber', { area: 'devon-and-cornwall' }))).toEqual(['tamar']);
		expect(handOff(scopes, 'humber', { area: 'kent' })).toEqual([]);
	});
	it('by the rule of that hub: who lives there, whom it happened to there', () => {
		expect(names(handOff(scopes, 'humber', { area: 'devon-and-cornwall', by: 'lives' }))).toEqual(['tamar']);
		expect(handOff(scopes, 'humber', { area: 'devon-and-cornwall', by: 'happened' })).toEqual([]);
		expect(handOff(scopes, 'humber', { area: 'avon-and-somerset', by: 'lives' })).toEqual([]);
		expect(names(handOff(scopes, 'humber', { area: 'avon-and-somerset', by: 'happened' }))).toEqual(['avon']);
	});
	it('a witness only to a hub that works with witnesses', () => {
		expect(handOff(scopes, 'humber', { area: 'devon-and-cornwall', isWitness: true })).toEqual([]);
		expect(names(handOff(scopes, 'humber', { area: 'avon-and-somerset', isWitness: true }))).toEqual(['avon']);
	});
	it('ours is as it says itself, whatever the list says; the others stay', () => {
		const said = { areas: ['devon-and-cornwall'], rule: 'happened', takesWitnesses: false } as const;
		const ours = { name: 'humber Care Team', phone: '01632 960199' };
		expect(withOurs(scopes, ours, null)).toEqual(scopes);
		const now = withOurs(scopes, ours, said);
		expect(handOff(now, ours.name, { area: 'devon-and-cornwall' })).toEqual([]);
		expect(names(handOff(now, ours.name, { area: 'devon-and-cornwall', by: 'lives' }))).toEqual(['tamar']);
		expect(now.slice(1)).toEqual(scopes.slice(1));
		expect(withOurs([], ours, said)).toEqual([{ id: ours.name, website: null, ...ours, ...said }]);
	});
	it('hands on to exactly those who take them, never beside our own', () => {
		const area = fc.constantFrom('a', 'b', 'c');
		const scope = fc
			.record({
				id: fc.constantFrom('1', '2', '3', '4'),
				areas: fc.uniqueArray(area),
				rule: fc.constantFrom('lives', 'happened', 'either'),
				witnesses: fc.boolean()
			})
			.map(({ id, areas, rule, witnesses }) => hub(id, areas, rule, witnesses));
		const whose = fc.record({ area, by: fc.constantFrom('lives', 'happened', undefined), isWitness: fc.boolean() });
		fc.assert(
			fc.property(fc.array(scope, { maxLength: 5 }), whose, (all, who) => {
				const found = handOff(all, '1', who);
				const isOurs = all.some((each) => each.id === '1' && takes(each, who));
				if (isOurs) expect(found).toEqual([]);
				else expect(found).toEqual(all.filter((each) => takes(each, who)));
				for (const each of found) {
					expect(each.areas).toContain(who.area);
					if (who.by && each.rule !== 'either') expect(each.rule).toBe(who.by);
					if (who.isWitness) expect(each.takesWitnesses).toBe(true);
				}
			})
		);
	});
});
