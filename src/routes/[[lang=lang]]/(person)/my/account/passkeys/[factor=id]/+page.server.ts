import { removeAction, removePage } from '../../../../../../passkey-doors.ts';

export const load = removePage('own');

export const actions = { default: removeAction('own') };
