import type { Topic } from './thread.ts';

/** What a message may be begun from. */
const kinds = ['event', 'hearing', 'next', 'help', 'right'] as const;
export type AboutKind = (typeof kinds)[number];
/** A line of her page: `id` is the event's, the case's, the request's, or the code of a right. */
export type About = { kind: AboutKind; id: string };

/** As it stands in an address: `event.<id>`. */
export const aboutCode = ({ kind, id }: About): string => `${kind}.${id}`;

/** What an address or a form says it is about; null for anything else. Whether it is hers is decided where it is looked up. */
export function aboutFrom(code: string | null | undefined): About | null {
	const [, kind, id] = /^([a-z]+)\.([a-z0-9_-]{1,60})$/.exec(code ?? '') ?? [];
	const known = kinds.find((one) => one === kind);
	return known && id ? { kind: known, id } : null;
}

const topics: Record<AboutKind, Topic> = { event: 'case', next: 'case', hearing: 'court', help: 'support', right: 'other' };
/** The topic that stands chosen where she begins from a line of her page. */
export const topicFor = ({ kind }: About): Topic => topics[kind];
