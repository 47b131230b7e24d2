import { beforeAll, expect, it } from 'vitest';
import { readForAgency } from '#features/referrals/server/agency.ts';
import { stopSharing } from '#features/referrals/server/answer-share.ts';
import { sendAgreed, type Asked } from '#features/referrals/server/refer.ts';
import { readShared } from '#features/referrals/server/shared.ts';
import { askToHear, stopMeeting } from '#features/restorative/server/own-steps.ts';
import { agreedText, passedTo, recordStep } from '#features/restorative/server/record-step.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { onOneEngine } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aMatter, type Matter } from './at-the-desk.ts';
import { asDesk, asPartner, later, partners, type Partners } from './directory-desk.ts';
import { anOffer, keyIn, now, stateOf } from './sharing-desk.ts';

onOneEngine('restorative justice, passed on (T35)', (db) => {
	let desk: Partners;
	let service: string;
	beforeAll(async () => {
		desk = await partners(db());
		service = await anOffer(db(), 1, desk.harbour.agency, { name: 'Talking it through' });
	});
	const askedFor = (personId: string, at = now): Promise<Asked> =>
		asDesk(
			db(),
			desk.jo,
			async (ctx) => {
				const reach = (await reachFor(ctx, [personId], () => ({ kind: 'worker' }))).get(personId);
				if (!reach) throw new Error('nobody');
				return { ...reach, easier: null, wanted: { needs: [], lang: null, area: null } };
			},
			{ at }
		);
	const pass = async ({ caseId, personId }: Matter, at = now) => {
		const asked = await askedFor(personId, at);
		return asDesk(
			db(),
			desk.jo,
			async (ctx) => {
				const agreed = await agreedText(ctx, caseId, personId);
				if (!agreed) return null;
				const sent = await sendAgreed(ctx, caseId, asked, service, agreed);
				if ('refused' in sent) return sent;
				await recordStep(ctx, caseId, personId, { step: 'passed_on', on: '2026-06-22' }, sent.id);
				return sent;
			},
			{ at }
		);
	};
	const asks = async () => {
		const matter = await aMatter(db(), { name: 'Amal' });
		await asPerson(db(), matter.personId, (ctx) => askToHear(ctx, matter.caseId), now);
		return matter;
	};
	const idIn = (out: object | null): string => (out && 'id' in out ? String(out.id) : '');

	it('T35 P16 the service gets the text she agreed to, word for word, and nothing else; it stands on her page', async () => {
		const matter = await asks();
		const id = idIn(await pass(matter));
		const { lines } = await asPartner(db(), desk.harbour, (ctx) => readForAgency(ctx, id));
		expect(lines).toEqual([{ field: 'line', text: expect.stringMatching(/^Amal would like to hear more about restorative justice\./) }]);
		expect((await asPerson(db(), matter.personId, readShared)).open.map((card) => [card.id, card.agency])).toEqual([
			[id, 'Harbour Support']
		]);
		// It waits no more: a second press finds nothing to send.
		expect(await pass(matter)).toBeNull();
	});

	it('T35 nothing is passed on before she asked, after she stopped, without a safe way, or a year after her yes', async () => {
		expect(await pass(await aMatter(db(), { name: 'Bea' }))).toBeNull();
		const stopped = await asks();
		await asPerson(db(), stopped.personId, (ctx) => stopMeeting(ctx, stopped.caseId), now);
		expect(await pass(stopped)).toBeNull();
		const unsafe = await aMatter(db(), { name: 'Amal', ways: [{ safe: 'unsafe' }] });
		await asPerson(db(), unsafe.personId, (ctx) => askToHear(ctx, unsafe.caseId), now);
		expect(keyIn((await pass(unsafe)) as never)).toBe('share.error.noSafeWay');
		expect(keyIn((await pass(await asks(), later(366))) as never)).toBe('restorative.pass.old');
	});

	it('T35 stopping it stops what was passed on, and an older round of it is left alone', async () => {
		const matter = await asks();
		const id = idIn(await pass(matter));
		const passed = () => asPerson(db(), matter.personId, (ctx) => passedTo(ctx, matter.personId, matter.caseId));
		expect(await passed()).toBe(id);
		await asPerson(db(), matter.personId, async (ctx) => {
			await stopMeeting(ctx, matter.caseId);
			return stopSharing(ctx, id, 'stop');
		});
		expect(await stateOf(db(), id)).toBe('withdrawn');
		await asPerson(db(), matter.personId, (ctx) => askToHear(ctx, matter.caseId), now);
		expect(await passed()).toBeNull();
	});
});
