import { newId } from '#server/db/keyring.ts';
import {
	acceptSource,
	addRun,
	addSource,
	faultsOf,
	mapTerm,
	runsOf,
	sourceBySlug,
	sourcesOf,
	stopSource,
	termsOf,
	type RunRow,
	type RunState,
	type SourceListed,
	type SourceRow,
	type TermRow
} from '#server/db/queries/directory-sources.ts';
import type { RunFault } from '#server/db/schema/directory-detail.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { slugOf } from '../domain/ids.ts';
import { meanings } from '../domain/oruk-in-terms.ts';
import type { MapForm, SourceForm } from '../sources-schema.ts';
import { FeedFault } from './feed-fault.ts';
import { feedAddress } from './fetch-feed-address.ts';
import { noCounts } from './import-oruk-report.ts';

type Work = Ctx<WorkerActor>;
const root = '/console/directory/sources';
const mayChange = ({ actor }: Work): boolean => actor.roles.includes('supervisor');

async function theSource({ db }: Work, slug: string): Promise<SourceRow> {
	const source = await sourceBySlug(db, slug);
	if (!source) throw new NotYours();
	return source;
}

/** Every feed of this hub, and what became of each last. */
export const readSources = async (ctx: Work): Promise<{ sources: SourceListed[]; mayChange: boolean }> => ({
	sources: await sourcesOf(ctx.db),
	mayChange: mayChange(ctx)
});

/** Adds a feed. It brings nothing until somebody has looked at what it would change, and said yes. */
export async function makeSource(ctx: Work, { name, url, licence }: SourceForm): Promise<Outcome> {
	try {
		feedAddress(url);
	} catch (e) {
		if (e instanceof FeedFault) return refuse('url', 'sources.url.wrong');
		throw e;
	}
	const id = newId(ctx.now);
	const slug = slugOf(name);
	if (!(await addSource(ctx.db, { id, slug, name, url, licence }))) return refuse('name', 'sources.name.taken');
	await addRun(ctx.db, { id: newId(ctx.now), sourceId: id, state: 'asked', counts: noCounts(), faults: [] });
	ctx.about({ objectId: id });
	return { go: `${root}/${slug}` };
}

const open: readonly RunState[] = ['asked', 'accepted', 'looking', 'applying'];

export type SourcePage = {
	source: SourceRow;
	runs: RunRow[];
	/** The last one that ended, with what was not taken. */
	last: (RunRow & { list: RunFault[] }) | null;
	/** Whether one is asked for or being done. */
	isBusy: boolean;
	/** Whether the last one showed what would change, so that it can be accepted. */
	mayAccept: boolean;
	mayChange: boolean;
	unmapped: number;
};

/** One feed: its readings, what would change, and field by field what was not taken. */
export async function readSource(ctx: Work, slug: string): Promise<SourcePage> {
	const source = await theSource(ctx, slug);
	const runs = await runsOf(ctx.db, source.id);
	const ended = runs.find(({ state }) => !open.includes(state));
	const isBusy = runs.some(({ state }) => open.includes(state));
	const terms = await termsOf(ctx.db, source.id);
	return {
		source,
		runs,
		last: ended ? { ...ended, list: await faultsOf(ctx.db, ended.id) } : null,
		isBusy,
		mayAccept: !isBusy && ended?.state === 'preview' && source.url !== null,
		mayChange: mayChange(ctx),
		unmapped: terms.filter(({ meaning }) => meaning === null).length
	};
}

/** Asks the job to look at a feed now. What it would change is shown afterwards, and nothing is changed. */
export async function lookAtSource(ctx: Work, slug: string): Promise<Outcome> {
	const { source, isBusy } = await readSource(ctx, slug);
	if (!source.url) return refuse('form', 'sources.by_hand');
	if (!isBusy) await addRun(ctx.db, { id: newId(ctx.now), sourceId: source.id, state: 'asked', counts: noCounts(), faults: [] });
	ctx.about({ objectId: source.id });
	return { go: `${root}/${slug}` };
}

/** Accepts what the last look showed: it is applied now, and every night from now on. More may go than was shown only if it is less than half. */
export async function acceptLooked(ctx: Work, slug: string): Promise<Outcome> {
	const { source, last, mayAccept } = await readSource(ctx, slug);
	if (!last || !mayAccept) return refuse('form', 'sources.look_first');
	await acceptSource(ctx.db, source.id);
	await addRun(ctx.db, { id: newId(ctx.now), sourceId: source.id, state: 'accepted', counts: last.counts, faults: [] });
	ctx.about({ objectId: source.id });
	return { go: `${root}/${slug}` };
}

/** Stops a feed. What it brought stays until somebody changes it. */
export async function endSource(ctx: Work, slug: string): Promise<Outcome> {
	const source = await theSource(ctx, slug);
	await stopSource(ctx.db, source.id);
	ctx.about({ objectId: source.id });
	return { go: `${root}/${slug}` };
}

/** The words of a feed's taxonomies, and the codes that each may be given. */
export async function readWords(
	ctx: Work,
	slug: string
): Promise<{ source: SourceRow; terms: TermRow[]; meanings: readonly string[]; mayChange: boolean }> {
	const source = await theSource(ctx, slug);
	return { source, terms: await termsOf(ctx.db, source.id), meanings, mayChange: mayChange(ctx) };
}

/** Says what one word means here. It counts from the next reading on. */
export async function mapWord(ctx: Work, slug: string, { term, meaning }: MapForm): Promise<Outcome> {
	const source = await theSource(ctx, slug);
	const codes = meaning === '' ? null : meaning === 'nothing' ? [] : [meaning];
	if (!(await mapTerm(ctx.db, source.id, term, codes, ctx.actor.id))) throw new NotYours();
	ctx.about({ objectId: term });
	return { go: `${root}/${slug}/words#word-${term}` };
}
