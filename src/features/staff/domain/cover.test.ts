import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awayOn, coveredBy, coverFor, isHere, membersOf, teamsIn, teammates, workOf, type Absence, type Roster } from './cover.ts';

const day = '2026-06-02';
const away = (workerId: string, coverId: string | null, more: Partial<Absence> = {}): Absence => ({
	...{ workerId, coverId, fromOn: '2026-06-01', toOn: '2026-06-05' },
	...more
});
const teams = new Map([
	['jo', ['East']],
	['sam', ['East', 'Court']],
	['ali', ['West']],
	['mia', ['West', 'Court']]
]);
const roster = (...absences: Absence[]): Roster => ({ absences, teams });

describe('P4 who does whose work', () => {
	it('everybody does their own while they are here, on the first and the last day too', () => {
		expect(coverFor(roster(), 'jo', day)).toBe('jo');
		const one = roster(away('jo', 'sam'));
		expect(['2026-05-31', '2026-06-01', '2026-06-05', '2026-06-06'].map((at) => coverFor(one, 'jo', at))).toEqual([
			'jo',
			'sam',
			'sam',
			'jo'
		]);
		expect(awayOn(one, 'jo', day)).toEqual({ workerId: 'jo', until: '2026-06-05', coverId: 'sam' });
		expect(awayOn(one, 'sam', day)).toBeNull();
	});
	it('a cover who is away too hands on; a chain that has no end is nobody’s', () => {
		expect(coverFor(roster(away('jo', 'sam'), away('sam', 'ali')), 'jo', day)).toBe('ali');
		expect(coverFor(roster(away('jo', 'sam'), away('sam', null)), 'jo', day)).toBeNull();
		expect(coverFor(roster(away('jo', 'sam'), away('sam', 'jo')), 'jo', day)).toBeNull();
		expect(coverFor(roster(away('jo', 'gone')), 'jo', day)).toBeNull();
		expect(coverFor(roster(), 'gone', day)).toBeNull();
	});
	it('says for whom somebody works, and of two absences the one that ends later holds', () => {
		const two = roster(away('jo', 'sam'), away('jo', 'ali', { toOn: '2026-06-09' }));
		expect(coveredBy(two, 'ali', day)).toEqual([{ workerId: 'jo', until: '2026-06-09', coverId: 'ali' }]);
		expect(coveredBy(two, 'sam', day)).toEqual([]);
	});
	it('what nobody covers is the team’s; where of the team nobody is here, everybody’s', () => {
		expect(workOf(roster(away('jo', null)), ['sam'], day)).toEqual(['sam', 'jo']);
		expect(workOf(roster(away('jo', null)), ['ali'], day)).toEqual(['ali']);
		expect(workOf(roster(away('jo', null), away('sam', null), away('mia', null)), ['ali'], day)).toEqual(['ali', 'jo', 'sam', 'mia']);
		expect(teammates(roster(), 'sam').sort()).toEqual(['jo', 'mia', 'sam']);
		expect([teamsIn(roster()), membersOf(roster(), 'Court')]).toEqual([
			['Court', 'East', 'West'],
			['sam', 'mia']
		]);
	});

	const who = fc.constantFrom('a', 'b', 'c', 'd', 'e');
	const at = fc.constantFrom('2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04');
	const anyAbsence = fc
		.record({ workerId: who, coverId: fc.option(who), from: at, to: at })
		.map(({ workerId, coverId, from, to }): Absence => ({
			...{ workerId, coverId },
			...(from < to ? { fromOn: from, toOn: to } : { fromOn: to, toOn: from })
		}));
	const anyRoster = fc
		.record({
			absences: fc.array(anyAbsence, { maxLength: 8 }),
			teams: fc.dictionary(who, fc.uniqueArray(fc.constantFrom('x', 'y'), { minLength: 1 }))
		})
		.map(({ absences, teams: of }): Roster => ({ absences, teams: new Map(Object.entries(of)) }));

	it('ends, with somebody who is here or with nobody, whatever the chains and circles', () => {
		fc.assert(
			fc.property(anyRoster, who, at, (all, worker, on) => {
				const found = coverFor(all, worker, on);
				if (found !== null) expect(isHere(all, found, on)).toBe(true);
				if (isHere(all, worker, on)) expect(found).toBe(worker);
				for (const one of coveredBy(all, worker, on)) {
					expect(coverFor(all, one.workerId, on)).toBe(worker);
					expect(one.workerId).not.toBe(worker);
				}
			})
		);
	});
	it('says the same in whatever order the absences were written', () => {
		fc.assert(
			fc.property(anyRoster, who, at, (all, worker, on) => {
				const turned = { ...all, absences: [...all.absences].reverse() };
				expect(awayOn(turned, worker, on)).toEqual(awayOn(all, worker, on));
			})
		);
	});
	it('nobody’s work lies where nobody looks, while anybody is here', () => {
		fc.assert(
			fc.property(anyRoster, at, (all, on) => {
				const here = [...all.teams.keys()].filter((worker) => isHere(all, worker, on));
				const seen = new Set(here.flatMap((worker) => workOf(all, [worker], on)));
				if (here.length) for (const worker of all.teams.keys()) expect(seen.has(worker)).toBe(true);
			})
		);
	});
});
