import { passwordDoors } from '../../../../../account-doors.ts';

export const { load, actions } = passwordDoors('staff');
