import { accountDoors } from '../../../../account-doors.ts';

export const { load } = accountDoors('own');
