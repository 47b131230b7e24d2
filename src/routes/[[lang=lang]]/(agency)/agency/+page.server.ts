import { readAgencyHome } from '#features/agencies/server/read-agency-home.ts';
import { page } from '#server/http/guard.ts';

// Nobody's record is on it (T3): nothing is shared with an agency before the person agreed.
export const load = page({ may: 'agency.home', audit: null }, readAgencyHome);
