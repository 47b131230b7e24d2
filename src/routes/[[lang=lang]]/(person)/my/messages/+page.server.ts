import { listOwn } from '#features/messages/server/own.ts';
import { page } from '#server/http/guard.ts';

export const load = page({ may: 'message.read.own', audit: null }, async (ctx) => ({ threads: await listOwn(ctx) }));
