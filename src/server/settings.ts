import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { CannotNow } from '#shared/faults.ts';

const hour = z.string().regex(/^\d\d:\d\d$/);
const waits = z.coerce.number().int().min(1).max(60);
const schema = z.object({
	WAYMARK_MODE: z.enum(['demo', 'live']).default('demo'),
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	DATA_DIR: z.string().min(1).default('.data'),
	KEY_FILE: z.string().min(1).default('.keys/waymark.key'),
	ANCHOR_FILE: z.string().min(1).optional(),
	ROLES_FILE: z.string().min(1).optional(),
	ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
	CONSOLE_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
	WAYMARK_NOW: z.iso.datetime().optional(),
	/** `off`: this process shows pages only, and another one on the same database does what happens beside them. */
	JOBS: z.enum(['on', 'off']).default('on'),
	MIGRATIONS_DIR: z.string().min(1).default('drizzle'),
	HUB_SLUG: z
		.string()
		.regex(/^[a-z][a-z-]*$/)
		.default('humber'),
	HUB_NAME: z.string().min(1).max(60).default('Humber Care Team'),
	HUB_PHONE: z.string().min(3).max(20).default('0808 157 0000'),
	HUB_OPENS: hour.default('09:00'),
	HUB_CLOSES: hour.default('17:00'),
	/** Working days the hub waits for a partner: to acknowledge, for the first contact, for an update (P21). */
	WAIT_ACKNOWLEDGE: waits.default(2),
	WAIT_FIRST_CONTACT: waits.default(5),
	WAIT_UPDATE: waits.default(10),
	/** When a person who said no to a service may be asked again, if she says so: the nearer choice in weeks, the later one in months. */
	ASK_AGAIN_WEEKS: waits.default(6),
	ASK_AGAIN_MONTHS: waits.default(3),
	/** The most text messages one notice may cost; a longer one is a worker's call. */
	NOTICE_PARTS: z.coerce.number().int().min(1).max(6).default(2),
	/** The file with the key of GOV.UK Notify, 0400, and the templates that hold nothing but the words. */
	NOTIFY_KEY_FILE: z.string().min(1).optional(),
	NOTIFY_TEMPLATE_TEXT: z.uuid().optional(),
	NOTIFY_TEMPLATE_EMAIL: z.uuid().optional(),
	NOTIFY_TEMPLATE_LETTER: z.uuid().optional(),
	/** A server that takes e-mail, over TLS; with Notify set up too, an e-mail goes this way. The password in a file, 0400; the sender says nothing of what the hub is. */
	SMTP_HOST: z.string().min(1).max(253).optional(),
	SMTP_PORT: z.coerce.number().int().min(1).max(65_535).default(587),
	SMTP_USER: z.string().min(1).optional(),
	SMTP_PASSWORD_FILE: z.string().min(1).optional(),
	SMTP_FROM: z.email().optional(),
	/** The folder of films of guides in British Sign Language; `waymark films add` fills it. */
	FILMS_DIR: z.string().min(1).optional(),
	LEAVE_TO: z.url({ protocol: /^https$/ }).default('https://www.bbc.co.uk/weather')
});

export type Settings = ReturnType<typeof readSettings>;

/**
 * Reads every setting once. `live` refuses what is only fit for a demonstration, one line for each reason (DESIGN §8, R-17).
 * @throws CannotNow with one line for each setting that is wrong.
 */
export function readSettings(env: Record<string, string | undefined>) {
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const parsed = schema.safeParse(given);
	if (!parsed.success)
		throw new CannotNow(parsed.error.issues.map(({ path, message }) => `setting ${path.join('.')}: ${message}`).join('\n'));
	const s = parsed.data;
	if (s.CONSOLE_ORIGIN && (!s.ORIGIN || new URL(s.ORIGIN).host === new URL(s.CONSOLE_ORIGIN).host))
		throw new CannotNow('CONSOLE_ORIGIN needs an ORIGIN with another host: it is where staff sign in and nobody else does');
	if (!s.SMTP_HOST !== !s.SMTP_FROM) throw new CannotNow('SMTP_HOST and SMTP_FROM are set together: who takes e-mail, and from whom it is');
	if (s.WAYMARK_MODE === 'live') {
		const wrong = [
			!s.DATABASE_URL && 'live mode needs DATABASE_URL: the embedded database never syncs to disk',
			!s.ORIGIN && 'live mode needs ORIGIN, the https address people use',
			s.ORIGIN && !s.ORIGIN.startsWith('https:') && 'live mode needs an https ORIGIN',
			s.CONSOLE_ORIGIN && !s.CONSOLE_ORIGIN.startsWith('https:') && 'live mode needs an https CONSOLE_ORIGIN',
			s.WAYMARK_NOW && 'live mode refuses WAYMARK_NOW: the clock may not be fixed',
			!env.KEY_FILE && 'live mode needs KEY_FILE, outside the data folder',
			!env.ROLES_FILE && 'live mode needs ROLES_FILE, the passwords of the database roles'
		].filter(Boolean);
		if (wrong.length) throw new CannotNow(wrong.join('\n'));
	}
	return {
		...s,
		dataDir: resolve(s.DATA_DIR),
		keyFile: resolve(s.KEY_FILE),
		/** Where the log's anchors go: beside the key, unless another place is named. */
		runsJobs: s.JOBS === 'on',
		anchorFile: resolve(s.ANCHOR_FILE ?? join(dirname(s.KEY_FILE), 'audit.anchors')),
		migrationsDir: resolve(s.MIGRATIONS_DIR),
		isLive: s.WAYMARK_MODE === 'live'
	};
}

let once: Settings | undefined;
/** The settings of this process. */
export const settings = (): Settings => (once ??= readSettings(process.env));
