import type * as queries from '#server/db/queries/notices.ts';
import * as q from '#server/db/queries/notices.ts';
import { callsOf, id, now } from '../recorder.ts';

const row = { id, hubId: id, personId: id, source: 'update', sourceId: id, kind: 'ordinary', repeat: 0, state: 'waiting' } as const;

export const notices = callsOf<typeof queries>({
	addNotice: (tx) => q.addNotice(tx, { ...row, lang: 'en', tries: 0, nextAt: now, madeAt: now, movedAt: now }),
	noticesOfHub: (tx) => q.noticesOfHub(tx),
	noticesAbout: (tx) => q.noticesAbout(tx, id, [id]),
	hasSeen: (tx) => q.hasSeen(tx, id, id),
	ownUnseen: (tx) => q.ownUnseen(tx, id, id),
	markOwnSeen: (tx) => q.markOwnSeen(tx, id, id, id),
	lettersToPrint: (tx) => q.lettersToPrint(tx),
	noticeOfHub: (tx) => q.noticeOfHub(tx, id),
	hasWaiting: (tx) => q.hasWaiting(tx, id),
	dueNotices: (tx) => q.dueNotices(tx, 50),
	unconfirmedNotices: (tx) => q.unconfirmedNotices(tx, 50),
	moveNotice: (tx) => q.moveNotice(tx, id, 'sending', { state: 'sent', reference: 'theirs', movedAt: now })
});
