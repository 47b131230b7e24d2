import { randomUUID } from 'node:crypto';
import { saveTemplate } from '#features/messages/server/templates.ts';
import { byWorker, type Act } from './act.ts';
import { at } from './days.ts';

type Text = Pick<Parameters<typeof saveTemplate>[1], 'name' | 'topic' | 'en' | 'cy' | 'ar'>;

/** What the demo's hub answers with. The Welsh and Arabic are machine translations that nobody has checked, so they are sent with the English beside them. */
const texts: readonly Text[] = [
	{
		name: 'We asked, and will tell you',
		topic: 'case',
		en: 'Thank you for writing. We have asked [[who]] about this. We will write to you here by [[day]], also if there is nothing new.',
		cy: 'Diolch am ysgrifennu. Rydym wedi gofyn i [[who]] am hyn. Byddwn yn ysgrifennu atoch yma erbyn [[day]], hyd yn oed os nad oes dim byd newydd.',
		ar: 'شكرًا على رسالتك. سألنا [[who]] عن هذا. سنكتب إليك هنا بحلول [[day]]، حتى لو لم يكن هناك جديد.'
	},
	{
		name: 'Somebody with you at court',
		topic: 'court',
		en: 'Somebody from our service can be with you at court. We meet you at [[place]] at [[time]]. You can change your mind at any time.',
		cy: 'Gall rhywun o’n gwasanaeth fod gyda chi yn y llys. Byddwn yn cwrdd â chi yn [[place]] am [[time]]. Gallwch newid eich meddwl unrhyw bryd.',
		ar: 'يمكن لشخص من خدمتنا أن يكون معك في المحكمة. نلتقي بك في [[place]] الساعة [[time]]. يمكنك تغيير رأيك في أي وقت.'
	},
	{
		name: 'We would like to talk',
		topic: 'unsure',
		en: 'Thank you for telling us. Nothing changes because you wrote this. We can talk about it, at your pace. Is [[day]] at [[time]] a good time?',
		cy: 'Diolch am ddweud wrthym. Nid oes dim yn newid am eich bod wedi ysgrifennu hyn. Gallwn siarad amdano, wrth eich pwysau. A yw [[day]] am [[time]] yn amser da?',
		ar: 'شكرًا لإخبارنا. لا يتغير شيء لأنك كتبت هذا. يمكننا التحدث عنه على مهلك. هل يناسبك [[day]] الساعة [[time]]؟'
	}
];

/** The supervisor wrote down what the hub answers again and again. */
export const templateActs = (now: Date): Act[] => [
	byWorker(at(now, '-30d', '11:00'), 'helen', async (ctx) => {
		for (const text of texts) {
			const once = randomUUID();
			await saveTemplate(ctx, { ...text, once, base: 0, checked: [] });
			ctx.record({ action: 'template.changed', objectId: once });
		}
	})
];
