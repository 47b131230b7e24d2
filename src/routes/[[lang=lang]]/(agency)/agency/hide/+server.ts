import { hideDoor } from '../../../../passing-doors.ts';

export const POST = hideDoor();
