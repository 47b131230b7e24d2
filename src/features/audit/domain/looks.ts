import { londonDay, type Day } from '#shared/london.ts';
import { isShown } from './shown.ts';

/** One row of the log, as the person or a supervisor may read it. */
export type Look = {
	chain: string;
	seq: number;
	at: Date;
	actorKind: string;
	isMine: boolean;
	actorRole: string | null;
	action: string;
	reason: string | null;
};

export const whos = ['you', 'signed_in', 'care', 'supervisor', 'commissioner', 'worker', 'service', 'computer', 'helper', 'other'] as const;
export type Who = (typeof whos)[number];

/** Who it was, as a role and never a name (Pr4). Rows of before roles were kept say "a worker"; who signs in is known only after the fact, so those rows say it with care. */
export function whoOf({ actorKind, isMine, actorRole }: Pick<Look, 'actorKind' | 'isMine' | 'actorRole'>): Who {
	if (isMine) return 'you';
	if (actorKind === 'worker') return (['care', 'supervisor', 'commissioner'] as const).find((role) => role === actorRole) ?? 'worker';
	if (actorKind === 'person') return 'helper';
	if (actorKind === 'agency') return 'service';
	if (actorKind === 'job') return 'computer';
	return actorKind === 'door' ? 'signed_in' : 'other';
}

/** Reasons that are told in their own words: those a worker chooses (P19), and tasks that the person asked for herself. */
export const toldReasons = [
	'named_contact',
	'they_called',
	'agency_called',
	'cover',
	'check',
	'complaint',
	'reason_asked',
	'task',
	...([
		'update_asked',
		'not_told',
		'call_me',
		'help_with_right',
		'not_about_me',
		'asked_about',
		'look_asked',
		'notes_asked',
		'data_wrong',
		'erase_asked'
	] as const)
] as const;
export type ToldReason = (typeof toldReasons)[number];

/** Why, as it may be told. A task that she did not ask for is "a task": that she seemed at risk, or that no safe way is left, stays quiet (P6). Null where no reason was kept. */
export function reasonOf(reason: string | null): ToldReason | null {
	if (reason === null) return null;
	const [kind = '', about] = reason.split('.');
	const told = toldReasons.find((one) => one === (kind === 'task' ? about : kind));
	if (told) return told;
	return kind === 'task' ? 'task' : null;
}

/** An entry of the page: the same thing done by the same role for the same reason on one day is one entry with a count. `row` names its newest row in an address. */
export type Entry = { row: string; at: string; action: string; who: Who; reason: ToldReason | null; times: number };
export type LookDay = { day: Day; entries: Entry[] };

const rowName = /^([hi])(\d{1,15})-(\d{1,15})$/;

/** A row's name for an address: neutral, and nothing that another could use. `h` the hub's chain, `i` the instance's. */
export const nameOfRow = ({ chain, seq, at }: Pick<Look, 'chain' | 'seq' | 'at'>): string =>
	`${chain === 'instance' ? 'i' : 'h'}${seq}-${at.getTime()}`;

/** Reads such a name; null for what is none. */
export function rowOfName(text: string, hub: string): { chain: string; seq: number; at: Date } | null {
	const [, chain, seq, ms] = rowName.exec(text) ?? [];
	const at = new Date(Number(ms ?? Number.NaN));
	return chain && !Number.isNaN(at.getTime()) ? { chain: chain === 'i' ? 'instance' : hub, seq: Number(seq), at } : null;
}

/** Groups rows (newest first) by London day, and repeats within a day into one. What may not be shown is left out here too, whatever the database gave. */
export function daysOf(rows: readonly Look[]): LookDay[] {
	const days = new Map<Day, Map<string, Entry>>();
	for (const row of rows.filter(({ action }) => isShown(action))) {
		const day = londonDay(row.at);
		const entries = days.get(day) ?? new Map<string, Entry>();
		days.set(day, entries);
		const [who, reason] = [whoOf(row), reasonOf(row.reason)];
		const key = `${row.action} ${who} ${reason ?? ''}`;
		const known = entries.get(key);
		if (known) known.times += 1;
		else entries.set(key, { row: nameOfRow(row), at: row.at.toISOString(), action: row.action, who, reason, times: 1 });
	}
	return [...days].map(([day, entries]) => ({ day, entries: [...entries.values()] }));
}

/**
 * Cuts what one query gave into one page. Rows of one instant stay together, because the next page begins before an instant. @returns the rows, and before which instant the next page
 * begins; null where there is none.
 */
export function pageOf<Row extends { at: Date }>(rows: readonly Row[], limit: number): { rows: readonly Row[]; next: Date | null } {
	const last = rows.at(-1);
	if (!last || rows.length < limit) return { rows, next: null };
	const whole = rows.filter(({ at }) => at.getTime() !== last.at.getTime());
	const kept = whole.length > 0 ? whole : rows;
	return { rows: kept, next: kept.at(-1)?.at ?? null };
}
