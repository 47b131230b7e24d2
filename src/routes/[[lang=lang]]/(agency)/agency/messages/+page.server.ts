import { listAgencyThreads } from '#features/messages/server/agency.ts';
import { page } from '#server/http/guard.ts';

// Only threads that somebody let this agency in to: a name and a topic each, and no word of them.
export const load = page({ may: 'message.read.agency', audit: 'message.viewed' }, async (ctx) => ({
	threads: await listAgencyThreads(ctx)
}));
