import type { Lang } from '#shared/lang.ts';
import type { Link, ShellWords } from '#ui/kit.ts';
import type { Translate, Words } from '#words/words.ts';

/** Each language by its own name: a person finds hers without reading ours. */
export const languageNames: Record<Lang, string> = {
	en: 'English',
	cy: 'Cymraeg',
	pl: 'Polski',
	ro: 'Română',
	pa: 'ਪੰਜਾਬੀ',
	ur: 'اردو',
	ar: 'العربية',
	bn: 'বাংলা',
	uk: 'Українська',
	so: 'Soomaali',
	fa: 'فارسی',
	pt: 'Português'
};

/** The words of the frame round every page. */
export const shellWords = (t: Translate): ShellWords => ({
	skip: t('shell.skip'),
	leave: t('shell.leave.now'),
	leaveRegion: t('shell.leave.region'),
	leaveFirst: t('shell.leave.first'),
	shiftTwice: t('shell.leave.twice'),
	shiftOnce: t('shell.leave.once'),
	shiftExpired: t('shell.leave.expired'),
	leaving: t('shell.leave.leaving'),
	languages: t('shell.languages'),
	moreLanguages: t('shell.languages.more'),
	callUs: t('shell.foot.call'),
	relay: t('shell.foot.relay'),
	otherLanguages: t('shell.foot.otherLanguages'),
	danger: t('shell.foot.danger'),
	call999: t('shell.foot.call999')
});

type Roles = readonly string[];
/** Who only counts finds nothing behind the other doors of the console. */
const works = (roles: Roles) => !roles.length || roles.some((role) => role !== 'commissioner');
const leads = (roles: Roles) => roles.includes('supervisor');
/** Who only counts finds what is missing in the directory, but not its entries. */
const counts = (roles: Roles) => roles.length > 0 && !works(roles);
const anyone = () => true;

/** Address, words, and who finds something there; in the console, unless said otherwise, who works with people's records. */
const menus: Partial<Record<string, readonly (readonly [string, string, ((roles: Roles) => boolean)?])[]>> = {
	person: [
		['/my', 'shell.menu.my'],
		['/support', 'shell.menu.support'],
		['/my/rights', 'shell.menu.rights'],
		['/my/account', 'shell.menu.account']
	],
	console: [
		['/console', 'shell.menu.due'],
		['/console/people', 'shell.menu.people'],
		['/console/self-referrals', 'ask.desk.title'],
		['/console/nothing-new', 'shell.menu.nothingNew'],
		['/console/glass', 'restrict.menu'],
		['/console/referrals', 'share.desk.title'],
		['/console/messages', 'messages.desk.title'],
		['/console/notices', 'notice.desk.title'],
		['/console/directory', 'entries.menu'],
		['/console/reports', 'shell.menu.reports', anyone],
		['/console/directory/gaps', 'entries.gaps.menu', counts],
		['/console/keeping', 'shell.menu.keeping'],
		['/console/breaches', 'shell.menu.breaches'],
		['/console/feeds', 'shell.menu.feeds'],
		['/console/guides', 'ageing.title'],
		['/console/team/rota', 'staff.menu'],
		['/console/team', 'shell.menu.team', leads],
		['/console/hub', 'hub.title', leads],
		['/console/account', 'shell.menu.yourAccount', anyone]
	],
	agency: [
		['/agency', 'shell.menu.agency'],
		['/agency/ask', 'ask.agency.menu'],
		['/agency/messages', 'messages.agency.title'],
		['/agency/services', 'entries.own.title'],
		['/agency/account', 'shell.menu.yourAccount']
	]
};

/** What the signed-in person can go to from anywhere. */
export const menuOf = (area: string, t: Translate, to: Words['to'], path: string, roles: Roles): Link[] =>
	(menus[area] ?? [])
		.filter(([, , may = area === 'console' ? works : anyone]) => may(roles))
		.map(([href, key]) => ({ href: to(href), label: t(key), isCurrent: path === href }));
