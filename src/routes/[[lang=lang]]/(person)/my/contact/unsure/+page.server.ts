import { page } from '#server/http/guard.ts';

export const load = page({ may: 'contact.read.own', audit: null }, async () => ({}));
