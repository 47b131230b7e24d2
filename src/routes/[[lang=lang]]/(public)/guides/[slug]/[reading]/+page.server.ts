import { guidePage } from '../guide-page.ts';

export const load = guidePage;
