/** A count that stands in the address; none where it is no number. */
export const countIn = (url: URL, name: string): number => Math.max(0, Number.parseInt(url.searchParams.get(name) ?? '', 10) || 0);
