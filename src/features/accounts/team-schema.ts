import { z } from 'zod';
import { teamRoles } from './domain/team.ts';

const typed = (missing: string, longest: number) => z.string({ error: missing }).trim().min(1, missing).max(longest, missing);
const list = z
	.union([z.array(z.enum(teamRoles)), z.enum(teamRoles).transform((one) => [one])], 'team.roles.needed')
	.transform((roles) => [...new Set(roles)]);
/** A supervisor says that they made sure who it is, as at the start (ASVS 6.4.4). */
const checked = z.literal('yes', 'team.checked.needed');
const word = typed('team.word.needed', 40);

export const rolesForm = z.object({ roles: list });
export const codeForm = z.object({ word, checked, roles: list.default([]) });
export const leftForm = z.object({ left: z.literal('yes', 'team.left.needed') });
export const memberForm = z.object({
	name: typed('team.name.needed', 80),
	team: typed('team.team.needed', 60),
	roles: list,
	word,
	checked
});
/** A button alone. */
export const endForm = z.object({});
