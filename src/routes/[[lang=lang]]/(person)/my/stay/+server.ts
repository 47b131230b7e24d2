import { stayDoor } from '../../../../passing-doors.ts';

export const POST = stayDoor();
