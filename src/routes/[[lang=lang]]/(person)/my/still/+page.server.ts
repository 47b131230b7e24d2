import { stillDoor } from '../../../../passing-doors.ts';

export const load = stillDoor();
