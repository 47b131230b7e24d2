const london = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/London',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	weekday: 'short',
	hour: '2-digit',
	hourCycle: 'h23'
});
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A moment as the clock on a London wall shows it. `day` is 'YYYY-MM-DD', `weekday` 1 = Monday … 7 = Sunday, `hour` 0–23. */
export type LondonMoment = { day: string; weekday: number; hour: number };

/** What day, weekday and hour an instant is in London, summer time included (DESIGN §3 dates). */
export function londonMoment(instant: Date): LondonMoment {
	const parts = new Map(london.formatToParts(instant).map(({ type, value }) => [type, value]));
	const day = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
	return { day, weekday: weekdays.indexOf(parts.get('weekday') ?? '') + 1, hour: Number(parts.get('hour')) };
}

/** The calendar day ('YYYY-MM-DD') of an instant in London. */
export const londonDay = (instant: Date): string => londonMoment(instant).day;

/** The day `days` calendar days after a day ('YYYY-MM-DD'); no time zone is involved. */
export const addDays = (day: string, days: number): string => {
	const at = new Date(`${day}T00:00:00Z`);
	at.setUTCDate(at.getUTCDate() + days);
	return at.toISOString().slice(0, 10);
};
