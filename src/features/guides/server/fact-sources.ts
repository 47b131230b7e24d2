import type { Fact } from '../domain/facts.ts';

const files = import.meta.glob<(Fact & { source: string })[]>('../facts/*.json', { eager: true, import: 'default' });

/** All facts with the address that each was read at: for the desk, and never in what a browser loads (S-34). */
export const sourcedFacts: readonly (Fact & { source: string })[] = Object.values(files).flat();
