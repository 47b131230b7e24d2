import { removeAction, removePage } from '../../../../../../passkey-doors.ts';

export const load = removePage('staff');

export const actions = { default: removeAction('staff') };
