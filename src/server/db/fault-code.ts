/** Whether the database's error, or what it was wrapped in on its way here, carries one of these codes. */
export function hasCode(e: unknown, codes: readonly string[]): boolean {
	for (let at = e as { code?: string; cause?: unknown } | undefined; at; at = at.cause as typeof at)
		if (at.code && codes.includes(at.code)) return true;
	return false;
}
