/** A pale ground for a part of a drawing: of the line's own colour, so that it holds on a light, a dark and a forced ground. */
export const pale = 'fill="currentColor" fill-opacity=".14"';

/** The head and shoulders of somebody without a face; `x` is the middle, `y` the top of the head, `s` the size (1: head of 14). */
export const bust = (x: number, y: number, s = 1): string =>
	`<circle cx="${x}" cy="${y + 7 * s}" r="${7 * s}"/><path ${pale} d="M${x - 12 * s} ${y + 34 * s}v-${5 * s}a${12 * s} ${12 * s} 0 0 1 ${24 * s} 0v${5 * s}z"/>`;
