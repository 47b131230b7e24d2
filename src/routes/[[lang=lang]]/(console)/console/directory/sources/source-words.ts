type Say = (key: string, values?: Record<string, string | number>) => string;
type Known = { acceptedAt: string | null; stoppedAt: string | null; url: string | null };

/** Whether a source is applied, in words. */
export function stateOf({ acceptedAt, stoppedAt, url }: Known, t: Say): string {
	if (stoppedAt) return t('sources.state.stopped');
	if (!acceptedAt) return t('sources.state.waiting');
	return t(url ? 'sources.state.on' : 'sources.state.by_hand');
}

/** What one of our codes is called: by the kind before its full stop. */
export const meaningOf = (code: string, t: Say): string => t(code.startsWith('is.') ? `sources.${code}` : `codes.${code}`);

/** With its kind first, for a list in which all kinds stand. */
export const meaningIn = (code: string, t: Say): string =>
	t('sources.words.kind', { kind: t(`sources.kind.${code.split('.')[0]}`), name: meaningOf(code, t) });
