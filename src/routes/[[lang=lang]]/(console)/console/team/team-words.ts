type Say = (key: string, values?: Record<string, string | number>) => string;
type List = (items: readonly string[]) => string;
type Known = { name: string | null; kind: 'worker' | 'agency'; roles: readonly string[]; passkeys: number; apps: number };

/** What somebody is called here; said so where the name cannot be opened. */
export const memberName = ({ name }: Pick<Known, 'name'>, t: Say): string => name ?? t('faults.unreadable');

/** What somebody may do, in words. */
export const rolesIn = ({ kind, roles }: Pick<Known, 'kind' | 'roles'>, t: Say, list: List): string =>
	kind === 'agency' ? t('team.role.agency') : roles.length ? list(roles.map((role) => t(`team.role.${role}`))) : t('team.roles.nobody');

/** By what somebody shows that it is them, beside the password. */
export function secondStep({ passkeys, apps }: Pick<Known, 'passkeys' | 'apps'>, t: Say, list: List): string {
	const ways = [passkeys > 0 && t('team.step.passkeys', { count: passkeys }), apps > 0 && t('team.step.app')].filter(
		(way) => way !== false
	);
	return ways.length ? list(ways) : t('team.step.none');
}
