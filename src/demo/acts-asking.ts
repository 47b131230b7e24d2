import { randomUUID } from 'node:crypto';
import type { Draft } from '#features/self-referrals/domain/asked.ts';
import { sendAsk } from '#features/self-referrals/server/send.ts';
import type { Db } from '#server/db/as.ts';
import type { Lang } from '#shared/lang.ts';
import { onWeekdays } from '#shared/office.ts';
import { demoHub, type Act } from './act.ts';
import { at, type Offset } from './days.ts';

const office = onWeekdays('09:00', '17:00');
type Said = Omit<Draft, 'once' | 'way'> & { way: NonNullable<Draft['way']> };

/** Somebody without an account asks, as the pages of "Ask for help" do. */
const asksFor = (now: Date, on: Offset, time: string, lang: Lang, said: Said): Act => ({
	at: at(now, on, time),
	run: async (db: Db, when: Date) => {
		const site = { origin: 'http://localhost', host: 'localhost', serves: 'all' } as const;
		const door = { db, now: when, lang, requestId: 'demo', address: '192.0.2.1', isLive: false, hubName: 'demo', site };
		await sendAsk(door, demoHub, { ...said, once: randomUUID() }, office);
	}
});

/** Two who asked without an account (P14): one wants to be called, one comes back with four words. */
export const askingActs = (now: Date): Act[] => [
	asksFor(now, '-1d', '10:00', 'en', {
		...{ who: 'me', age: 'adult', wishes: ['health', 'talk'], area: 'humberside' },
		...{ way: 'phone', value: '01632 960471', name: 'Rowan', when: 'afternoon', easier: ['learning'] }
	}),
	asksFor(now, '-1d', '20:00', 'ar', {
		who: 'me',
		age: 'adult',
		safe: 'unsure',
		wishes: ['home'],
		way: 'code',
		spoken: 'ar',
		easier: ['interpreter', 'not_local']
	})
];
