import { addQuestion } from '../../../../../../passkey-doors.ts';

export const POST = addQuestion('own');
