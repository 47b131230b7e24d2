import { addAction, addPage } from '../../../../../../passkey-doors.ts';

export const load = addPage('own');

export const actions = { default: addAction('own') };
