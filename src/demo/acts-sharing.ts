import { answerShare } from '#features/referrals/server/answer-share.ts';
import { listForAgency, moveAsAgency } from '#features/referrals/server/agency.ts';
import { refer } from '#features/referrals/server/refer.ts';
import { readShared } from '#features/referrals/server/shared.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { adjustmentsFor } from '#features/contact/server/easier.ts';
import { wantedBy } from '#features/needs/server/wanted.ts';
import type { Field } from '#features/referrals/domain/consent.ts';
import type { DeclineReason, Move } from '#features/referrals/domain/referral.ts';
import { partnerServices } from '#server/db/queries/offers.ts';
import { work } from '#server/http/work.ts';
import type { AgencyActor, PersonActor } from '#server/policy/actor.ts';
import type { AccountId } from '#shared/ids.ts';
import { londonDay } from '#shared/london.ts';
import { byWorker, demoHub, type Act } from './act.ts';
import { agencyOf } from './agencies.ts';
import { cases } from './cases.ts';
import { at, type Offset } from './days.ts';
import { personOf, workerOf } from './people.ts';

const fields: Field[] = ['name', 'ways', 'need', 'area'];

function caseOfPerson(person: string) {
	const found = cases.find((one) => one.person === person);
	if (!found) throw new RangeError(`${person} has no case`);
	return found;
}

/** A worker asks the person, on her page, whether we may share with this partner. */
const asks = (now: Date, on: Offset, person: string, agency: string): Act => {
	const { id: caseId, contact } = caseOfPerson(person);
	return byWorker(at(now, on, '11:00'), contact.worker, async (ctx) => {
		const { id } = personOf(person);
		const reached = (await reachFor(ctx, [id], () => ({ kind: 'worker' }))).get(id);
		const service = (await partnerServices(ctx.db, londonDay(ctx.now))).find(({ agencyId }) => agencyId === agencyOf(agency).id);
		if (!reached || !service) throw new RangeError(`${agency} cannot be asked for ${person}`);
		const known = { easier: (await adjustmentsFor(ctx, [id])).get(id) ?? null, wanted: await wantedBy(ctx, id) };
		const out = await refer(ctx, caseId, { ...reached, ...known }, { service: service.serviceId, field: fields, how: 'ask', note: '' });
		if ('refused' in out) throw new RangeError(out.refused[0]?.key);
		ctx.record({ action: 'share.asked', caseId, personId: id });
	});
};

/** She says yes to what was asked last, with a line of her own. */
const agrees = (now: Date, on: Offset, person: string, line: string): Act => {
	const actor: PersonActor = { kind: 'person', account: '' as AccountId, id: personOf(person).id, hub: demoHub };
	return {
		at: at(now, on, '18:00'),
		run: (db, when) =>
			work(db, { actor, now: when, lang: 'en', requestId: 'demo', audit: 'share.answered' }, async (ctx) => {
				const [first] = (await readShared(ctx)).asked;
				if (first) await answerShare(ctx, first.id, { answer: 'yes', field: fields, line, again: 'never' }, { hasWay: true });
			})
	};
};

/** A partner's worker does something with the request of whoever is called so. */
const moves = (now: Date, on: Offset, worker: string, person: string, move: Move, reason?: DeclineReason): Act => {
	const { id, agencyKey = '' } = workerOf(worker);
	const actor: AgencyActor = { kind: 'agency', account: '' as AccountId, id, hub: demoHub, agency: agencyOf(agencyKey).id };
	return {
		at: at(now, on, '14:00'),
		run: (db, when) =>
			work(db, { actor, now: when, lang: 'en', requestId: 'demo', audit: 'share.moved' }, async (ctx) => {
				const found = (await listForAgency(ctx)).open.find(({ name }) => name === personOf(person).name);
				if (found) await moveAsAgency(ctx, found.id, move, reason);
			})
	};
};

/** What the ten share: Michael is being helped, Grace has not answered yet, one partner said no, and one is silent. After the directory is there. */
export const sharingActs = (now: Date): Act[] => [
	asks(now, '-12w', 'michael', 'harbour-support'),
	agrees(now, '-11w', 'michael', 'I need large print'),
	moves(now, '-10w', 'peter', 'michael', 'accept'),
	moves(now, '-8w', 'peter', 'michael', 'start'),
	asks(now, '-9w', 'nerys', 'wolds-counselling'),
	agrees(now, '-8w', 'nerys', ''),
	moves(now, '-7w', 'aisha', 'nerys', 'decline', 'language'),
	asks(now, '-6w', 'tom', 'harbour-support'),
	agrees(now, '-5w', 'tom', ''),
	asks(now, '-1w', 'grace', 'harbour-support')
];
