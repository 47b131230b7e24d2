import { devicesDoors } from '../../../../../account-doors.ts';

export const { load, actions } = devicesDoors('own');
