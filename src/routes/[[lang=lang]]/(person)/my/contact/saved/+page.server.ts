import { isPassedOn } from '#features/contact/server/pass-on.ts';
import { page } from '#server/http/guard.ts';

export const load = page({ may: 'contact.read.own', audit: null }, async (ctx) => ({ isPassedOn: await isPassedOn(ctx) }));
