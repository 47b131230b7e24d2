import { describe, expect, it } from 'vitest';
import ar from '#locales/ar/looks.json' with { type: 'json' };
import cy from '#locales/cy/looks.json' with { type: 'json' };
import en from '#locales/en/looks.json' with { type: 'json' };
import { auditEvents } from '#shared/audit-events.ts';
import { daysOf, nameOfRow, pageOf, reasonOf, rowOfName, toldReasons, whoOf, whos, type Look } from './looks.ts';
import { isShown, shownToPerson } from './shown.ts';

const hub = '01930000-0000-7000-8000-000000000001';
const look = (more: Partial<Look> = {}): Look => ({
	...{ chain: hub, seq: 7, at: new Date('2026-06-02T10:00:00Z'), actorKind: 'worker', isMine: false, actorRole: 'care' },
	...{ action: 'case.viewed', reason: 'check' },
	...more
});

describe('what a person may read of the log', () => {
	it('is decided for every event there is, and has words in every language', () => {
		expect(Object.keys(shownToPerson).sort()).toEqual([...auditEvents].sort());
		const keys = [
			...auditEvents.map((event) => `looks.action.${event}`),
			...whos.map((who) => `looks.who.${who}`),
			...toldReasons.map((reason) => `looks.reason.${reason}`)
		];
		for (const words of [en, cy, ar] as Record<string, string>[]) expect(keys.filter((key) => !words[key])).toEqual([]);
	});

	it('P6, S-31 holds nothing of risk, of a changed way, of hiding or leaving, of a task that is not hers', () => {
		for (const event of auditEvents.filter((name) => /^(risk|task|contact\.c|session\.(hidden|ended)|breach|acquaintance)/.test(name)))
			expect(isShown(event), event).toBe(false);
		expect(isShown('constructor')).toBe(false);
		expect(isShown('an.event.of.tomorrow')).toBe(false);
	});

	it('Pr4: every look by a worker is among it', () => {
		for (const event of ['case.viewed', 'case.found', 'number.shown', 'glass.broken', 'looks.viewed', 'held.viewed'])
			expect(isShown(event), event).toBe(true);
	});

	it('P19 a reason that a worker chose is told; a task that she did not ask for is "a task" and no more', () => {
		expect(reasonOf('they_called')).toBe('they_called');
		expect(reasonOf('task.update_asked')).toBe('update_asked');
		for (const quiet of ['seemed_at_risk', 'find_safe_way', 'danger', 'still_right', 'account_changed', 'withheld_review', 'breach_open'])
			expect(reasonOf(`task.${quiet}`), quiet).toBe('task');
		expect(reasonOf(null)).toBeNull();
		expect(reasonOf('name+born')).toBeNull();
		expect(reasonOf('toString')).toBeNull();
	});
});

describe('who it was', () => {
	it.each([
		[{ isMine: true, actorKind: 'person' }, 'you'],
		[{ actorRole: 'care' }, 'care'],
		[{ actorRole: 'supervisor' }, 'supervisor'],
		[{ actorRole: null }, 'worker'],
		[{ actorKind: 'agency', actorRole: null }, 'service'],
		[{ actorKind: 'job', actorRole: null }, 'computer'],
		[{ actorKind: 'door', actorRole: null }, 'signed_in'],
		[{ actorKind: 'person', actorRole: null }, 'helper']
	])('%j: %s', (more, who) => {
		expect(whoOf(look(more))).toBe(who);
	});
});

describe('the page', () => {
	it('groups by London’s day, repeats of a day into one with a count, the newest first', () => {
		const rows = [
			look({ seq: 5, at: new Date('2026-06-02T23:30:00Z') }),
			look({ seq: 4, at: new Date('2026-06-02T22:30:00Z') }),
			look({ seq: 3, at: new Date('2026-06-02T12:00:00Z'), reason: 'cover' }),
			look({ seq: 2, at: new Date('2026-06-02T11:00:00Z') }),
			look({ seq: 1, at: new Date('2026-06-02T10:00:00Z'), action: 'risk.marked' })
		];
		expect(
			daysOf(rows).map(({ day, entries }) => [day, entries.map(({ row, reason, times }) => [row.split('-')[0], reason, times])])
		).toEqual([
			['2026-06-03', [['h5', 'check', 1]]],
			[
				'2026-06-02',
				[
					['h4', 'check', 2],
					['h3', 'cover', 1]
				]
			]
		]);
	});

	it('names a row in an address without saying whose it is, and reads only such names', () => {
		const row = look();
		expect(rowOfName(nameOfRow(row), hub)).toEqual({ chain: hub, seq: 7, at: row.at });
		expect(nameOfRow(row)).not.toContain(hub);
		expect(rowOfName('i3-1780394400000', hub)?.chain).toBe('instance');
		for (const text of ['', 'h', 'h1', 'x1-2', 'h1-', 'h-1-2', 'h1-99999999999999999', "h1-2' or 1=1", 'h1-9999999999999999'])
			expect(rowOfName(text, hub), text).toBeNull();
	});

	it('keeps rows of one instant on one page, and loses none', () => {
		const at = (minute: number) => ({ at: new Date(Date.UTC(2026, 5, 2, 10, minute)) });
		const rows = [at(9), at(8), at(7), at(7)];
		expect(pageOf(rows, 4)).toEqual({ rows: rows.slice(0, 2), next: at(8).at });
		expect(pageOf(rows, 5)).toEqual({ rows, next: null });
		expect(pageOf([at(7), at(7)], 2)).toEqual({ rows: [at(7), at(7)], next: at(7).at });
		expect(pageOf([], 2)).toEqual({ rows: [], next: null });
	});
});
