import type * as queries from '#server/db/queries/hub.ts';
import * as q from '#server/db/queries/hub.ts';
import { callsOf, id, now } from '../recorder.ts';

export const hub = callsOf<typeof queries>({
	hubSettingAfter: (tx) => q.hubSettingAfter(tx, 3),
	hubSettings: (tx) => q.hubSettings(tx),
	addHubSetting: (tx) => q.addHubSetting(tx, { id, hubId: id, version: 4, part: 'phone', facts: {}, workerId: id, madeAt: now })
});
