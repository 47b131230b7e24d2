import { page } from '#server/http/guard.ts';
import { readWhenRead } from '#features/needs/server/when-read.ts';

export const load = page({ may: 'need.answer.own', audit: null }, async ({ now }) => ({ read: readWhenRead(now) }));
