/** The inside of each drawing, on a ground of 64 × 64. */
export const drawings: Record<string, string> = {};
