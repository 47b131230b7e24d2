import { courtDrawings } from './drawings-court.ts';
import { peopleDrawings } from './drawings-people.ts';
import { thingDrawings } from './drawings-things.ts';

/** The inside of each drawing, on a ground of 64 × 64. */
export const drawings: Record<string, string> = { ...courtDrawings, ...peopleDrawings, ...thingDrawings };
