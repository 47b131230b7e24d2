import { page } from '#server/http/guard.ts';

export const load = page({ may: 'share.read.own', audit: null }, async () => ({}));
