/**
 * The ten who stand for everyone in the seed, the tests, the demo and the screenshots (DESIGN §1). Each has one reason to exist:
 *
 * nerys     her home was broken into; she reads Welsh. A hearing is coming; she is to be told today.
 * leah      stalked by someone who knows her phone. Raised risk, one number unsafe, she only looks here. Danger news nobody has told her yet.
 * tom       uses a screen reader. His robbery waits for the CPS; "nothing new" is an update.
 * rana      reads Arabic, speaks through an interpreter. A hate crime; sentence told, now an appeal.
 * michael   his daughter died on the road. Three agencies, two charges, and police and court that name different days.
 * grace     a witness. A trial in a warned period; witness care is late in telling her.
 * daniel    told no police. No reference, no event; Rights 1, 4 and 12 only.
 * jay       16. Gets news sooner; nobody asked which way is safe; one update that the police did not say clearly.
 * margaret  the police stopped looking. She was told; a review can still be asked for.
 * ravi      two cases. Hard news that nobody has told him; he reads it here first.
 *
 * The six who work: jo and sam (care), wanda (witness care), helen (supervisor), peter (Harbour Support), aisha (Wolds Counselling).
 */
export { people, personOf, workers, workerOf, type DemoPerson, type DemoWorker } from '#demo/people.ts';
export { cases, demoCase, type DemoCase } from '#demo/cases.ts';
export { demoPassphrase } from '#demo/passphrase.ts';
export { demoSignIn } from '#demo/seed.ts';
export { demoHub } from '#demo/act.ts';
