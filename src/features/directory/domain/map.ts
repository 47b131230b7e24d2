/** How much a degree of longitude is drawn in, so that near is near between 50° and 56° north. */
const drawnIn = Math.cos((52.6 * Math.PI) / 180);

/** A place on the flat map that distances are taken on; null where the coordinates are no place in or near Great Britain. */
export function onMap(latitude: unknown, longitude: unknown): { x: number; y: number } | null {
	if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
	if (!(latitude > 49 && latitude < 61 && longitude > -9 && longitude < 3)) return null;
	return { x: longitude * drawnIn, y: latitude };
}
