/** What was handed in cannot be taken, said in a finished line: exit code 1. */
export class Unusable extends Error {
	override name = 'Unusable';
}
