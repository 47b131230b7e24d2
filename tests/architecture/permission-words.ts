import type { Permission } from '#server/policy/policy.ts';

/** What each permission lets somebody do, in words for a supervisor. A permission without its line does not compile. */
export const permissionWords: Record<Permission, string> = {
	'page.own': 'Open their own pages',
	'case.read.own': 'Read their own case',
	'update.ask.own': 'Ask the hub for an update or a call about their own case',
	'heard.answer.own': 'Say whether they heard what they should have heard',
	'event.hide.own': 'Say that something is not about them, which hides it',
	'right.use.own': 'Ask for help to use a right',
	'due.read': 'See the list of what is due, and open a task',
	'person.add': 'Add a person, a case or a reference',
	'person.invite': 'Invite a person to open their pages',
	'case.find': 'Search for a case',
	'case.read': 'Open a case of this hub',
	'event.record': 'Write down what an agency said happened',
	'telling.record': 'Write down how a contact went, and take it back',
	'number.show': 'See a phone number, after the safe-contact check',
	'contact.name': 'Say whom a person can ask, and how often they hear',
	'reference.unlink': 'Take a wrong reference off a case',
	'task.settle': 'Finish a task',
	'report.read': 'See the counts of what was late',
	'feed.read': 'See what waits from the agencies’ feeds',
	'team.read': 'See the team',
	'agency.home': 'Open the page of a partner agency'
};
