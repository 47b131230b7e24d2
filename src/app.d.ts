import type { Session } from '#server/auth/session.ts';
import type { Area } from '#server/http/area.ts';
import type { Words } from '#words/words.ts';
import type { Lang } from '#shared/lang.ts';

declare global {
	namespace App {
		interface Locals {
			lang: Lang;
			/** The address without its language, for the language links. */
			path: string;
			area: Area;
			requestId: string;
			now: Date;
			/** Read once per request, and only behind personal doors. */
			session?: Promise<Session | null>;
			/** How long a public page that changes may be kept; without it a public page is the same until the next build. */
			keeps?: 'minute' | 'nothing';
		}
		interface Error {
			/** What the person can quote to the hub. Never the cause. */
			code?: string;
		}
		interface PageData extends Partial<Words> {
			path?: string;
		}
	}
}
export {};
