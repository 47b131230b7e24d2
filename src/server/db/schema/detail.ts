/** The coded detail of an event as it is stored. `features/cases/domain/event.ts` gives it meaning; the database only keeps it. */
export type EventDetailRow = Record<string, unknown>;
