import { proveQuestion } from '../../../../../../passkey-doors.ts';

export const POST = proveQuestion('staff');
