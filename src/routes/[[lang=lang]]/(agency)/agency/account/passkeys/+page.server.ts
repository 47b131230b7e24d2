import { listPage } from '../../../../../passkey-doors.ts';

export const load = listPage('staff');
