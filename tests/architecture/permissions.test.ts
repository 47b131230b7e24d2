import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { workerRoles, type Actor } from '#server/policy/actor.ts';
import type { Area } from '#server/http/area.ts';
import { can, permissions, type Permission } from '#server/policy/policy.ts';
import { doors, type OneDoor } from '../server/doors.ts';
import { permissionWords } from './permission-words.ts';

const actor = (kind: string, more: object = {}) => ({ kind, account: 'a', id: 'i', hub: 'h', ...more }) as unknown as Actor;
/** One of every kind that can stand at a door, and one for each role a worker can have. */
const actors: readonly [string, Actor][] = [
	['nobody', { kind: 'nobody' }],
	['person', actor('person')],
	...workerRoles.map((role): [string, Actor] => [`${role} worker`, actor('worker', { roles: [role] })]),
	['agency', actor('agency', { agency: 'g' })]
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
	[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const answers = (permission: Permission) => actors.map(([, each]) => (can(each, permission) ? 'yes' : ''));

/** Who decides at a door that asks for no permission. */
const without: Record<string, string> = {
	public: 'Everyone: nothing personal is on it',
	door: 'Everyone: a step of signing in or of a first start',
	endpoint: 'Everyone: it goes by the session of whoever asks, or needs none'
};
const opensFor = ({ said: { may, kind } }: OneDoor): string => (may ? `${permissionWords[may]} (\`${may}\`)` : (without[kind] ?? kind));
const parts: readonly [string, readonly Area[]][] = [
	['A person’s pages', ['person']],
	['The hub’s console', ['console']],
	['Partner agencies', ['agency']],
	['Everyone', ['public', 'door']],
	['Machines', ['machine']]
];
const howOf = ({ verb, action }: OneDoor): string =>
	verb === 'GET' ? 'look' : action && action !== 'default' ? `send “${action}”` : 'send';

const drawn = () => `# Who may do what

This page is made from the policy table (\`src/server/policy/policy.ts\`) and from the doors of the house (\`src/routes\`). A test fails when it is not up to date; \`npx vitest run --project unit tests/architecture/permissions.test.ts -u\`
makes it anew. That every door does as it says is tried in \`tests/server\`; which rows of the database each of them reaches stands in \`tests/roles/matrix.txt\`.

Three things hold beside these tables:

- A permission says what somebody may do at all. **Whose** record it is, is decided row by row: a person reaches their own, a worker those of their hub, an agency nobody's.
- Who asks for what is not theirs is told the same as who asks for what does not exist.
- Who is not signed in is led to the sign-in page. A worker's session is nobody's on a person's pages, and the other way round.

## What each may do

${table(
	['', ...actors.map(([name]) => name), 'named'],
	permissions.map((permission) => [permissionWords[permission], ...answers(permission), `\`${permission}\``])
)}

## What each address asks for

${parts
	.map(([title, areas]) => {
		const rows = doors.filter(({ area }) => areas.includes(area)).map((door) => [`\`${door.address}\``, howOf(door), opensFor(door)]);
		return `### ${title}\n\n${table(['address', 'to', 'opens for those who may'], rows)}`;
	})
	.join('\n\n')}
`;

describe('docs/permissions.md', () => {
	it('is what the policy table and the doors say', async () => {
		const text = await format(drawn(), { ...(await resolveConfig('docs/permissions.md')), parser: 'markdown' });
		await expect(text).toMatchFileSnapshot('../../docs/permissions.md');
	});

	it('has words for every permission, and no door asks for one that is not in the table', () => {
		expect(Object.keys(permissionWords).sort()).toEqual([...permissions].sort());
		expect(doors.filter(({ said: { may } }) => may && !permissions.includes(may))).toEqual([]);
		expect(doors.length).toBeGreaterThan(60);
	});

	it('lets nobody do anything, a person nothing of a worker, and a worker nothing of a person', () => {
		for (const permission of permissions) {
			const may = Object.fromEntries(actors.map(([name, each]) => [name, can(each, permission)]));
			expect(may.nobody, permission).toBe(false);
			const kinds = [may.person, may.agency, workerRoles.some((role) => may[`${role} worker`])];
			// Their own account is something staff and partners look after alike.
			expect(kinds.filter(Boolean).length, permission).toBe(permission.endsWith('.staff') ? 2 : 1);
			expect(may.person, permission).toBe(permission.endsWith('.own'));
		}
	});

	it('has every door of a person, of the console and of an agency behind a permission, but those that say why not', () => {
		const free = doors.filter(({ area, said }) => ['person', 'console', 'agency'].includes(area) && !said.may).map(({ label }) => label);
		// These read the session or the one permission themselves, because they must also work for a hidden page, for a session that has ended, or inside no transaction: stay, hide,
		// "Are you still there?" and the question to a passkey. The design kit shows nobody and is not there in a live house; the file's address leads back to its page, and /my/court on to hers (decision 26).
		const staff = ['agency', 'console'].flatMap((area) => [
			`POST /${area}/account/passkeys/prove`,
			`POST /${area}/hide`,
			`POST /${area}/stay`,
			`GET /${area}/still`
		]);
		const person = [
			'GET /my/account/held/file/get',
			'GET /my/court',
			'POST /my/account/passkeys/prove',
			'POST /my/hide',
			'POST /my/stay',
			'GET /my/still'
		];
		expect(free.toSorted()).toEqual(['GET /console/kit', 'GET /console/kit/[part]', ...staff, ...person].toSorted());
	});
});
