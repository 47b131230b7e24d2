import { answers } from '#server/db/queries/door.ts';
import { atDoor, type Door } from '#server/auth/door.ts';

/** Whether people can be served now: the database answers as the door. @throws Away when it does not. */
export const isReady = (door: Door): Promise<void> => atDoor(door, undefined, ({ db }) => answers(db));
