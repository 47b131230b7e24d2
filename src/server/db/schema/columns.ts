import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Sealed text and hashes. Never readable in a dump of the database. */
export const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
	dataType: () => 'bytea',
	fromDriver: (value) => Buffer.from(value),
	toDriver: (value) => value
});

/** An instant, stored as UTC. No table has a default time: `now` comes with the transaction. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Every row of a hub is born with it. */
export const hubId = () => uuid('hub_id').notNull();
