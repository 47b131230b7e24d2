import process from 'node:process';
import { newDataKey, unwrapDataKey } from '../../src/server/crypto/data-key.ts';
import { memoryKeys } from '../../src/server/crypto/key-file.ts';
import { open, seal } from '../../src/server/crypto/seal.ts';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
/** Fields as a case has them: its own key, four columns, short texts and one longer note. */
const texts = ['Amal Haddad', '1990-02-03', '+447700900199', 'Code word heard. '.repeat(12)];

/** Seals and opens the fields of so many cases, each with a data key unwrapped for it, in one process. @param {number} cases */
function once(cases) {
	const keys = memoryKeys();
	const rows = Array.from({ length: cases }, (_, at) => newDataKey(keys, `case:${at}`));
	const started = process.cpuUsage();
	for (const row of rows) {
		const dek = unwrapDataKey(keys, row);
		for (let at = 0; at < 20; at++) {
			const text = texts[at % texts.length] ?? '';
			const place = { hub: 'hub', table: 'person', column: `field-${at % texts.length}`, row: `${row.id}-${at}` };
			if (open(dek, place, seal(dek, place, text)) !== text) throw new Error('it did not open');
		}
	}
	const { user, system } = process.cpuUsage(started);
	return (cases * 20) / ((user + system) / 1e6);
}

/** Issue 3 "Speed": fields sealed and opened again in a second of one core. The processor's own time: others on this machine do not count. @returns {string[][]} */
export function benchSealing() {
	once(100);
	const rates = Array.from({ length: rounds }, () => once(200)).sort((a, b) => a - b);
	const median = rates[Math.floor(rates.length / 2)] ?? NaN;
	return [['sealing: fields sealed and opened, one core', `${Math.round(median).toLocaleString('en-GB')} fields/s`, '5,000 fields/s']];
}

if (import.meta.main) for (const line of benchSealing()) console.log(line.join('   '));
