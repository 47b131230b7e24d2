import type { WorkerId } from '#shared/ids.ts';

export type DemoWorker = {
	key: string;
	id: WorkerId;
	name: string;
	kind: 'worker' | 'agency';
	roles: readonly ('care' | 'supervisor')[];
	agencyKey?: string;
	team: string;
	reasonKey: string;
};

const workerId = (n: number) => `01930000-0000-7000-8002-${String(n).padStart(12, '0')}` as WorkerId;
const staff = (n: number, key: string, name: string, team: string, role: 'care' | 'supervisor' = 'care'): DemoWorker => ({
	key,
	id: workerId(n),
	name,
	kind: 'worker',
	roles: [role],
	team,
	reasonKey: `demopeople.${key}.reason`
});
const partner = (n: number, key: string, name: string, agencyKey: string, team: string): DemoWorker => ({
	key,
	id: workerId(n),
	name,
	kind: 'agency',
	roles: [],
	agencyKey,
	team,
	reasonKey: `demopeople.${key}.reason`
});

/** The six who work: three care workers, a supervisor, two workers of partner agencies (DESIGN §8). */
export const workers: readonly DemoWorker[] = [
	staff(1, 'jo', 'Jo Lane', 'Care Team'),
	staff(2, 'sam', 'Sam Idris', 'Care Team'),
	staff(3, 'wanda', 'Wanda Kowal', 'Witness Care'),
	staff(4, 'helen', 'Helen Reyes', 'Care Team', 'supervisor'),
	partner(5, 'peter', 'Peter Shaw', 'harbour-support', 'Harbour Support'),
	partner(6, 'aisha', 'Aisha Rahman', 'wolds-counselling', 'Wolds Counselling')
];

/** The invented worker with this key. @throws RangeError */
export function workerOf(key: string): DemoWorker {
	const one = workers.find((worker) => worker.key === key);
	if (!one) throw new RangeError(`nobody is called ${key}`);
	return one;
}
