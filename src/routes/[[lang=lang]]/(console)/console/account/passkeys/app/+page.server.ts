import { appAction, appPage } from '../../../../../../passkey-doors.ts';

export const load = appPage();

export const actions = { default: appAction() };
