import { againDoors } from '../../../../account-doors.ts';

export const { load, actions } = againDoors('staff');
