import { addAction, addPage } from '../../../../../../passkey-doors.ts';

export const load = addPage('staff');

export const actions = { default: addAction('staff') };
