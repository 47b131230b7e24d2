import type * as accreditedQueries from '#server/db/queries/directory-accredited.ts';
import * as a from '#server/db/queries/directory-accredited.ts';
import type * as feedbackQueries from '#server/db/queries/directory-feedback.ts';
import * as f from '#server/db/queries/directory-feedback.ts';
import { callsOf, id } from '../recorder.ts';

export const directoryAccredited = callsOf<typeof accreditedQueries>({
	accreditationOf: (tx) => a.accreditationOf(tx, id, '2026-06-02')
});
export const directoryFeedback = callsOf<typeof feedbackQueries>({
	addFeedback: (tx) => f.addFeedback(tx, { id, serviceId: id, kind: 'no_answer' })
});
