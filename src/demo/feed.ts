import { createHash } from 'node:crypto';
import { monthAgo } from './days.ts';

/** What the police said of one invented crime: months before the seeding, and the outcome as they write it. */
type Sequence = readonly (readonly [monthsAgo: number, outcome: string])[];

/**
 * The demo's own feed: invented references, each with a sequence of outcomes as it stands for crimes with several outcomes in the real file of June 2013
 * (tests/feeds). The real file has one month only, so the months between are invented.
 */
const sequences: Record<string, Sequence> = {
	nerys: [
		[5, 'Under investigation'],
		[3, 'Suspect charged'],
		[2, 'Defendant sent to Crown Court']
	],
	rana: [
		[6, 'Suspect charged'],
		[2, 'Offender given conditional discharge']
	],
	grace: [
		[7, 'Suspect charged'],
		[6, 'Defendant sent to Crown Court']
	],
	jay: [
		[2, 'Under investigation'],
		// A name that is not one of the 28, as a force may send it: kept, shown as not told clearly, listed for the hub.
		[1, 'Referred to youth panel']
	],
	ravi: [
		[8, 'Suspect charged'],
		[5, 'Suspect charged'],
		[1, 'Defendant found not guilty']
	],
	// Nobody in the demo holds these: they wait.
	waiting1: [
		[6, 'Suspect charged'],
		[2, 'Offender sent to prison']
	],
	waiting2: [
		[5, 'Suspect charged'],
		[2, 'Offender given suspended prison sentence']
	],
	waiting3: [
		[4, 'Suspect charged'],
		[2, 'Court case unable to proceed']
	],
	waiting4: [[3, 'Offender given a caution']],
	waiting5: [[1, 'Local resolution']],
	waiting6: [[1, 'Referred to youth panel']]
};

const header = 'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type';
const place = 'Humberside Police,Humberside Police,-0.336,53.745,On or near Example Street,E01000001,Example 001A';

/** An invented reference of the police's form. It is made from a word, so it can never be one of theirs. */
export const feedReference = (key: string): string => createHash('sha256').update(`waymark demo ${key}`).digest('hex');

/** Every invented reference in the demo's feed. */
export const feedReferences = (): string[] => Object.keys(sequences).map(feedReference);

/** The demo's feed file as the police would publish it: all months up to `monthsAgo` before the seeding. */
export function feedFile(now: Date, upToMonthsAgo: number): string {
	const rows = Object.entries(sequences).flatMap(([key, sequence]) =>
		sequence
			.filter(([months]) => months >= upToMonthsAgo)
			.map(([months, outcome]) => `${feedReference(key)},${monthAgo(now, months)},${place},${outcome}`)
	);
	return [header, ...rows, ''].join('\r\n');
}
