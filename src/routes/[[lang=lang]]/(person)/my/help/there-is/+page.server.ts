import { page } from '#server/http/guard.ts';

export const load = page({ may: 'need.read.own', audit: null }, async () => ({}));
