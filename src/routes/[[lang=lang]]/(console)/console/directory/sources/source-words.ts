type Say = (key: string, values?: Record<string, string | number>) => string;
type Known = { acceptedAt: string | null; stoppedAt: string | null };

/** Whether a source is applied, in words. */
export const stateOf = ({ acceptedAt, stoppedAt }: Known, t: Say): string =>
	t(stoppedAt ? 'sources.state.stopped' : acceptedAt ? 'sources.state.on' : 'sources.state.waiting');

/** What one of our codes is called: by the kind before its full stop. */
export const meaningOf = (code: string, t: Say): string => t(code.startsWith('is.') ? `sources.${code}` : `codes.${code}`);

/** With its kind first, for a list in which all kinds stand. */
export const meaningIn = (code: string, t: Say): string =>
	t('sources.words.kind', { kind: t(`sources.kind.${code.split('.')[0]}`), name: meaningOf(code, t) });
