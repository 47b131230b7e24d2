import { expect, it } from 'vitest';
import { workerRoles } from '#server/policy/actor.ts';
import { teamRoles, whyNotLeave, whyNotRoles } from './team.ts';

it('the roles a supervisor gives are the roles the policy knows', () => {
	expect(teamRoles).toEqual(workerRoles);
});

it.each([
	[{ isSelf: true, isOtherSupervisor: true }, ['care', 'supervisor'], 'team.roles.self'],
	[{ isSelf: false, isOtherSupervisor: false }, ['care'], 'team.roles.lastSupervisor'],
	[{ isSelf: false, isOtherSupervisor: false }, ['care', 'supervisor'], null],
	[{ isSelf: false, isOtherSupervisor: true }, ['commissioner'], null]
] as const)('of %o the roles %o are refused with %s', (change, roles, key) => {
	expect(whyNotRoles(change, roles)).toBe(key);
});

it('a hub keeps a supervisor, and nobody marks themselves as gone', () => {
	expect(whyNotLeave({ isSelf: true, isOtherSupervisor: true })).toBe('team.left.self');
	expect(whyNotLeave({ isSelf: false, isOtherSupervisor: false })).toBe('team.roles.lastSupervisor');
	expect(whyNotLeave({ isSelf: false, isOtherSupervisor: true })).toBeNull();
});
