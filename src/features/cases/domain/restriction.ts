/** Why only named workers may open a case (P19): somebody on our staff, a police family, press interest, safety, or another reason. */
export const restrictionReasons = ['staff', 'police_family', 'press', 'safety', 'other'] as const;
export type RestrictionReason = (typeof restrictionReasons)[number];

/** How long a broken glass stays open, in minutes (S-32). The database holds nobody in for longer. */
export const glassMinutes = 60;
/** How many records behind the glass one worker may ask for on one day in London (S-32). */
export const glassTriesADay = 10;
/** For how many days supervisors still read who broke the glass and why; the log keeps it for longer. */
export const glassShownDays = 30;
