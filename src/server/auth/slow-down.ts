import { createHmac } from 'node:crypto';
import { mayTry, triesThatCount, type Tries } from './throttle.ts';
import type { Tx } from '../db/as.ts';
import { addFailure, clearFailures, dropOldCounts, startCount, throttleOf } from '../db/queries/door.ts';
import type { Door } from './door.ts';

/** Under which keys a try counts: the account's, the network's, and that of this network with this account. */
export type Counts = { account: Buffer; network: Buffer; pair: Buffer };

/** So many failures of one network are free: a whole office, or a whole phone company, may share one address. */
const sharedNetwork = 20;

/** One line of the internet: of an IPv6 address only the half that names the household. */
function networkOf(address: string): string {
	const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
	if (!plain.includes(':')) return plain;
	const [head = [], tail = []] = plain.split('::').map((half) => half.split(':').filter(Boolean));
	const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
	return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}

const hashOf = ({ db }: Pick<Door, 'db'>, ...parts: string[]): Buffer =>
	createHmac('sha256', db.provider.derive('door-throttle')).update(JSON.stringify(parts)).digest();
const dayIn = (now: Date) => now.toISOString().slice(0, 10);

/** The count of one network for one purpose, of this day: a keyed hash, from which no address can be read (Pr2). */
export const networkKey = (door: Pick<Door, 'db' | 'now' | 'address'>, purpose = 'network'): Buffer =>
	hashOf(door, purpose, dayIn(door.now), networkOf(door.address));

/** The keys of one try. Keyed hashes, and the network's change every day, so that no address and no name can be read from them (Pr2). */
export function countsOf(door: Door, name: Buffer): Counts {
	const who = name.toString('hex');
	const pair = hashOf(door, 'pair', dayIn(door.now), networkOf(door.address), who);
	return { account: hashOf(door, 'account', who), network: networkKey(door), pair };
}

const lenient = (tries: Tries | undefined): Tries | null =>
	tries ? { ...tries, failures: Math.max(0, tries.failures - sharedNetwork) } : null;
const waitOf = (tries: Tries | null, now: Date): number => {
	const asked = mayTry(tries, now);
	return asked.may ? 0 : asked.waitSeconds;
};

/** Seconds this network still has to wait, whoever is asked about. */
export async function networkWait(tx: Tx, counts: Pick<Counts, 'network'>): Promise<number> {
	return waitOf(lenient(await throttleOf(tx, counts.network)), tx.now);
}

/**
 * Seconds until the next try, 0 when it may be made now; never more than 40. A network that signed in to this account today has a count of its own there,
 * so that nobody elsewhere can keep the owner waiting (accounts §2.1, ASVS 6.1.1).
 */
export async function waitFor(tx: Tx, counts: Counts): Promise<number> {
	const [account, pair] = [await throttleOf(tx, counts.account), await throttleOf(tx, counts.pair)];
	const own = waitOf(triesThatCount({ account: account ?? null, device: pair ?? null, isKnownDevice: pair !== undefined }), tx.now);
	return Math.max(own, await networkWait(tx, counts));
}

/** One more failure. A network known to this account counts by itself; all others share the account's count. */
export async function countFailure(tx: Tx, counts: Counts): Promise<void> {
	const isKnown = (await throttleOf(tx, counts.pair)) !== undefined;
	await addFailure(tx, isKnown ? counts.pair : counts.account);
	await addFailure(tx, counts.network);
}

/** After a right password: the account's failures are forgotten and this network is known to it until the day ends. */
export async function forgive(tx: Tx, counts: Counts): Promise<void> {
	await clearFailures(tx, counts.account);
	await startCount(tx, counts.pair);
	await dropOldCounts(tx);
}
