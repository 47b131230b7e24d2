import { page } from '#server/http/guard.ts';

// What cannot be taken back is asked for behind a fresh proof, on the page as at the file itself (P6).
export const load = page({ may: 'held.take.own', audit: null, fresh: true }, async () => ({}));
