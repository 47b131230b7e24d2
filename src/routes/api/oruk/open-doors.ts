import type { RequestEvent } from '@sveltejs/kit';
import type { Reading } from '#features/directory/server/publish.ts';
import { problemTitle } from '#features/directory/domain/oruk-ask.ts';
import { asReader } from '#server/http/guard.ts';
import { openPreflight, openRefusal } from '#server/http/open-data.ts';

/** Reads as anybody at all; each call is a transaction of its own. */
export const readingOf =
	(event: RequestEvent): Reading =>
	(run) =>
		asReader(event, ({ db }) => run(db));

export const OPTIONS = openPreflight;
export const fallback = openRefusal(problemTitle);
