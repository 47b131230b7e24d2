import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { advocate } from '../sql/calls/advocate.ts';
import { audit } from '../sql/calls/audit.ts';
import { account } from '../sql/calls/account.ts';
import { cases } from '../sql/calls/cases.ts';
import { contact } from '../sql/calls/contact.ts';
import { console } from '../sql/calls/console.ts';
import { due, dueFolded, dueLists, reports, tasks, tellings } from '../sql/calls/desk.ts';
import { courtDay } from '../sql/calls/court-day.ts';
import { court } from '../sql/calls/court.ts';
import { directory, directoryWrite } from '../sql/calls/directory.ts';
import { directorySeed } from '../sql/calls/directory-seed.ts';
import { directoryOut } from '../sql/calls/directory-out.ts';
import { directoryImport } from '../sql/calls/directory-import.ts';
import { directorySources } from '../sql/calls/directory-sources.ts';
import { directoryAccredited, directoryFeedback } from '../sql/calls/directory-page.ts';
import { directoryCare, directoryDesk } from '../sql/calls/directory-desk.ts';
import { door } from '../sql/calls/door.ts';
import { factors } from '../sql/calls/factors.ts';
import { feeds } from '../sql/calls/feeds.ts';
import { house, invitations, outbox } from '../sql/calls/house.ts';
import { hub } from '../sql/calls/hub.ts';
import { keys } from '../sql/calls/keys.ts';
import { answers, forgetting, keeping, keepingDoor } from '../sql/calls/keeping.ts';
import { messageMore, replyTemplates } from '../sql/calls/message-more.ts';
import { caseLock } from '../sql/calls/case-lock.ts';
import { live } from '../sql/calls/live.ts';
import { messages } from '../sql/calls/messages.ts';
import { threadMembers } from '../sql/calls/thread-members.ts';
import { needs } from '../sql/calls/needs.ts';
import { own } from '../sql/calls/own.ts';
import { people } from '../sql/calls/people.ts';
import { notices } from '../sql/calls/notices.ts';
import { numbers } from '../sql/calls/numbers.ts';
import { selfReferrals } from '../sql/calls/self-referrals.ts';
import { offers, referrals, referralsAgency, referralsJobs, safetyShares } from '../sql/calls/referrals.ts';
import { secondYesses } from '../sql/calls/second-yes.ts';
import { referralLinks } from '../sql/calls/referral-links.ts';
import { restrict } from '../sql/calls/restrict.ts';
import { staff } from '../sql/calls/staff.ts';
import { team } from '../sql/calls/team.ts';
import { readable } from '../sql/readable.ts';
import { statementsOf } from '../sql/recorder.ts';

const modules = import.meta.glob<Record<string, unknown>>('/src/server/db/queries/*.ts', { eager: true });
const calls = {
	'directory-write': directoryWrite,
	court,
	'court-day': courtDay,
	'due-lists': dueLists,
	'due-rows': dueFolded,
	'directory-seed': directorySeed,
	'directory-accredited': directoryAccredited,
	'directory-feedback': directoryFeedback,
	'directory-care': directoryCare,
	'directory-desk': directoryDesk,
	'keeping-door': keepingDoor,
	account,
	advocate,
	answers,
	audit,
	cases,
	console,
	contact,
	directory,
	'directory-out': directoryOut,
	'directory-import': directoryImport,
	'directory-sources': directorySources,
	door,
	due,
	factors,
	feeds,
	forgetting,
	house,
	hub,
	invitations,
	keeping,
	keys,
	messages,
	'message-more': messageMore,
	templates: replyTemplates,
	live,
	'case-lock': caseLock,
	'thread-members': threadMembers,
	needs,
	outbox,
	own,
	people,
	offers,
	numbers,
	notices,
	'self-referrals': selfReferrals,
	referrals,
	'second-yes': secondYesses,
	'referral-links': referralLinks,
	'referrals-agency': referralsAgency,
	'referrals-jobs': referralsJobs,
	'safety-shares': safetyShares,
	reports,
	restrict,
	staff,
	tasks,
	team,
	tellings
};
const files = readdirSync('src/server/db/queries').map((name) => name.replace('.ts', ''));

describe('the SQL each query really sends, kept in tests/sql so that a reviewer reads SQL and not a builder', () => {
	it('covers every file of queries', () => {
		expect(Object.keys(calls).sort()).toEqual(files.sort());
	});

	describe.each(Object.entries(calls))('%s', (file, queries) => {
		it('has every query of the file', () => {
			const exported = Object.entries(modules[`/src/server/db/queries/${file}.ts`] ?? {}).filter(
				([, value]) => typeof value === 'function'
			);
			expect(Object.keys(queries).sort()).toEqual(exported.map(([name]) => name).sort());
		});

		it('is what was reviewed', async () => {
			const parts: string[] = [];
			for (const [name, call] of Object.entries(queries))
				for (const [what, run] of typeof call === 'function' ? [['', call] as const] : Object.entries(call)) {
					const statements = await statementsOf(run);
					expect(statements, `${name} sent nothing`).not.toEqual([]);
					parts.push(`-- ${what ? `${name}: ${what}` : name}\n${statements.map((sql) => `${readable(sql)};\n`).join('')}`);
				}
			await expect(parts.join('\n')).toMatchFileSnapshot(`../sql/${file}.sql`);
		});
	});
});
