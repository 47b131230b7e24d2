import type { CaseEvent } from './event.ts';
import { mayShow, newsOf, type Showing } from './news.ts';
import { byText, inOrder } from './order.ts';
import { londonDay } from '#shared/london.ts';
import { dangerAdvice, gapLine, headlineOf, nextOf, sentencesOf, termsIn, termsInAll, type Line } from './sentences.ts';
import { mostOpen, standingAfter, standingOf, type Stage, type Standing } from './stages.ts';
import { gapsOf, hearingsAhead } from './track-ahead.ts';
import { conflictsIn, type Conflict } from './track-disagree.ts';
import { forRole } from './track-role.ts';
import { settle, type Settled } from './track-settle.ts';
import type { CaseView, ChargeView, Disagreement, HiddenEntry, Reader, Said, ShownEntry } from './track-view.ts';

type Readable = Settled & { showing: Showing };
type Hidden = Settled & { showing: HiddenEntry['hidden'] };

const saidBy = ({ id, source, sourceName, occurred, receivedAt, asOf }: CaseEvent): Said => ({
	id,
	source,
	sourceName,
	occurred,
	receivedAt,
	lastKnown: asOf === 'last_known'
});

const isNewFor = ({ seenUntil }: Reader, { publishedAt }: CaseEvent) =>
	seenUntil !== undefined && publishedAt !== null && Date.parse(publishedAt) > seenUntil.getTime();

/** What this reader may have of the case: by role, then by P4, then what they opened themselves. An opened line is open only if it may be. */
function readable(events: readonly CaseEvent[], now: Date, reader: Reader): Readable[] {
	const out = settle(events, (event) => mayShow(event, reader.hardNews, now) !== 'absent');
	return out.flatMap((settled) => {
		const event = forRole(settled.event, reader.role);
		if (event === null) return [];
		const showing = mayShow(event, reader.hardNews, now);
		const isOpened = showing === 'closed_line' && settled.ids.some((id) => reader.opened?.has(id));
		return [{ ...settled, event, showing: isOpened ? 'shown' : showing }];
	});
}

function shownEntry({ event, corrects }: Settled, reader: Reader, conflicts: readonly Conflict[]): ShownEntry {
	const others = conflicts.filter(({ events }) => events.includes(event)).flatMap(({ events }) => events);
	return {
		...saidBy(event),
		...sentencesOf(event),
		hidden: 'shown',
		kind: event.kind,
		charge: event.charge,
		news: newsOf(event),
		isNew: isNewFor(reader, event),
		isCorrection: corrects,
		disagreesWith: others.filter(({ source }) => source !== event.source).map(({ id }) => id),
		terms: termsIn(event.kind)
	};
}

const neutral = (showing: HiddenEntry['hidden']): 'news' | 'news_call' => (showing === 'closed_line' ? 'news' : 'news_call');
const lineOf = (key: string): Line => ({ key, values: {} });

function hiddenEntry({ event, showing }: Hidden, reader: Reader): HiddenEntry {
	return { hidden: showing, id: event.id, title: lineOf(`stages.now.${neutral(showing)}`), isNew: isNewFor(reader, event) };
}

/** When agencies contradict each other about the very step that says where the case is, neither is chosen. */
function judged(standing: Standing, conflicts: readonly Conflict[]): Standing {
	const { by } = standing;
	const conflict = conflicts.find(({ events, about }) => by !== null && about.includes('outcome') && events.includes(by));
	const ends = new Set(conflict?.events.map((event) => standingAfter({ stage: 'charged', by: null }, event).stage));
	return ends.size > 1 ? { stage: 'unclear', by: null } : standing;
}

function chargesOf(ordered: readonly CaseEvent[], conflicts: readonly Conflict[]): { charge: string; standing: Standing }[] {
	const labels = [...new Set(ordered.map(({ charge }) => charge))].filter((charge) => charge !== null).sort(byText);
	return labels.map((charge) => {
		const about = ordered.filter((event) => event.charge === null || event.charge === charge);
		return { charge, standing: judged(standingOf(about), conflicts) };
	});
}

const chargeView = ({ charge, standing }: { charge: string; standing: Standing }): ChargeView => ({
	charge,
	stage: standing.stage,
	headline: headlineOf(standing.stage),
	since: standing.by && saidBy(standing.by)
});

const disagreement = ({ kind, charge, about, events }: Conflict): Disagreement => ({
	kind,
	charge,
	about,
	lines: events.map((event) => {
		const { title, hearing } = sentencesOf(event);
		return { ...saidBy(event), title, hearing };
	})
});

function checkedAfter(ordered: readonly CaseEvent[], { by }: Standing): Said | null {
	const last = ordered.findLastIndex(({ kind }) => kind === 'nothing_new');
	const event = by !== null && last > ordered.indexOf(by) ? ordered[last] : undefined;
	return event ? saidBy(event) : null;
}

const lastHeard = (ordered: readonly CaseEvent[]): Said | null => {
	const [latest] = ordered.toSorted((one, other) => Date.parse(other.receivedAt) - Date.parse(one.receivedAt));
	return latest ? saidBy(latest) : null;
};

/** Whoever has been asked to come to court must not read that nobody has to go. */
const nextFor = (ordered: readonly CaseEvent[], stage: Stage): Line =>
	stage === 'court' && ordered.some(({ kind }) => kind === 'witness_required') ? lineOf('stages.next.court_asked') : nextOf(stage);

/** Where the case stands in words. While news is closed, these say that there is news and nothing else: no stage, next step or gap may give it away (P4). */
function whereItStands(ordered: readonly CaseEvent[], standing: Standing, isMixed: boolean, hidden: readonly Hidden[]) {
	if (hidden.length > 0) {
		const key = hidden.some(({ showing }) => showing === 'closed_line') ? 'news' : 'news_call';
		return {
			stage: 'news' as const,
			headline: lineOf(`stages.now.${key}`),
			next: lineOf(`stages.next.${key}`),
			since: null,
			checkedAgain: null
		};
	}
	return {
		stage: standing.stage,
		headline: isMixed ? lineOf('stages.now.several') : headlineOf(standing.stage),
		next: nextFor(ordered, standing.stage),
		since: standing.by && saidBy(standing.by),
		checkedAgain: checkedAfter(ordered, standing)
	};
}

const hiddenOnTop = (all: readonly Readable[]): Hidden[] =>
	all
		.flatMap((one) => (one.showing === 'closed_line' || one.showing === 'withheld' ? [{ ...one, showing: one.showing }] : []))
		.sort((one, other) => Date.parse(other.event.receivedAt) - Date.parse(one.event.receivedAt) || byText(one.event.id, other.event.id));

/**
 * What one reader sees of a case: a fold over its events, whatever order they came in, however often, and however they correct one another
 * (DESIGN §7, R-07, R-08). Several charges stand side by side (F4), so do agencies that disagree (F5, R-09). Unpublished events are not there at all;
 * hard news that is not open leaves a neutral line and nothing else (P4). A witness gets what concerns a witness only.
 */
export function track(events: readonly CaseEvent[], now: Date, reader: Reader): CaseView {
	const all = readable(events, now, reader);
	const shown = new Map(all.filter(({ showing }) => showing === 'shown').map((settled) => [settled.event, settled]));
	const hidden = hiddenOnTop(all);
	const ordered = inOrder([...shown.keys()]);
	const today = londonDay(now);
	const conflicts = conflictsIn(ordered, today);
	const charges = chargesOf(ordered, conflicts);
	const standing = charges.length > 0 ? mostOpen(charges.map((charge) => charge.standing)) : judged(standingOf(ordered), conflicts);
	const isMixed = new Set(charges.map((charge) => charge.standing.stage)).size > 1;
	const hearings = hearingsAhead(ordered, standing.stage, today);
	const entries = ordered.toReversed().flatMap((event) => {
		const settled = shown.get(event);
		return settled ? [shownEntry(settled, reader, conflicts)] : [];
	});
	return {
		...whereItStands(ordered, standing, isMixed, hidden),
		lastHeard: lastHeard(ordered),
		hearings,
		advice: entries.some(({ news }) => news === 'danger') ? dangerAdvice : null,
		charges: charges.map(chargeView),
		timeline: [...hidden.map((settled) => hiddenEntry(settled, reader)), ...entries],
		disagreements: conflicts.map(disagreement),
		notTold: hidden.length > 0 ? [] : gapsOf(ordered, standing, hearings.length > 0, reader.role).map(gapLine),
		terms: termsInAll(ordered.map(({ kind }) => kind))
	};
}
