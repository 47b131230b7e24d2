import { caseInHub } from '#features/cases/server/case-door.ts';
import { withdrawForPerson } from '#features/referrals/server/desk.ts';
import { offersFor } from '#features/referrals/server/offers.ts';
import { sendAgreed } from '#features/referrals/server/refer.ts';
import { passForm, stepForm } from '#features/restorative/schema.ts';
import { agreedText, passedTo, readRestorative, recordStep } from '#features/restorative/server/record-step.ts';
import { refuse } from '#server/http/ctx.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import { askedFor } from '../../asked-for.ts';
import { reasonFor } from '../../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'restorative.record', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const reason = await reasonFor(ctx, event);
	const { id, person = '' } = event.params;
	const read = await readRestorative(ctx, id, person, reason);
	const waits = (await agreedText(ctx, id, person)) !== null;
	const offers = waits ? await offersFor(ctx, person, (await askedFor(ctx, person)).wanted) : [];
	const services = offers.filter(({ offer }) => offer === 'offered').map(({ serviceId, name, agency }) => ({ serviceId, name, agency }));
	return { id, person, today: londonDay(ctx.now), page: read, waits, services };
});

export const actions = {
	record: action({ may: 'restorative.record', audit: 'restorative.recorded' }, stepForm, async (ctx, form, event: RequestEvent) => {
		const { id } = await caseInHub(ctx, event.params.id);
		const { person = '' } = event.params;
		const passed = form.step === 'withdrawn' ? await passedTo(ctx, person, id) : null;
		const out = await recordStep(ctx, id, person, form);
		if (passed && 'go' in out) await withdrawForPerson(ctx, passed);
		return out;
	}),
	pass: action({ may: 'restorative.record', audit: 'restorative.recorded' }, passForm, async (ctx, { service }, event: RequestEvent) => {
		const { id } = await caseInHub(ctx, event.params.id);
		const { person = '' } = event.params;
		const agreed = await agreedText(ctx, id, person);
		if (!agreed) return refuse('form', 'restorative.step.not_now');
		const sent = await sendAgreed(ctx, id, await askedFor(ctx, person), service, agreed);
		if ('refused' in sent) return sent;
		return recordStep(ctx, id, person, { step: 'passed_on', on: londonDay(ctx.now) }, sent.id);
	})
};
