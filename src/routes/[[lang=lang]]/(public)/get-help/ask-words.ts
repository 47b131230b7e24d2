import { easierLine } from '#features/contact/ui/easier-words.ts';
import { areaOf } from '#features/directory/domain/places.ts';
import type { Words } from '#words/words.ts';
import { steps, type Asked, type Step } from '#features/self-referrals/domain/asked.ts';

type Say = Pick<Words, 't' | 'list' | 'lang'>;

/** A police force area by its name in the page's language. */
const areaName = (code: string, { lang }: Pick<Words, 'lang'>): string => {
	const area = areaOf(code);
	return (lang === 'cy' ? area?.cy : undefined) ?? area?.name ?? code;
};

/** How they are answered, in one line: as whom, when, over what. */
function answerLine({ way, value, name, when }: Asked, { t, list }: Say): string {
	if (!way) return '';
	return list([
		t(`ask.way.${way}`),
		...(way !== 'code' && value ? [value] : []),
		...(name ? [t('ask.check.as', { name })] : []),
		...(way !== 'code' ? [t(`ask.when.${when ?? 'any'}`)] : [])
	]);
}

const lineOf: Record<Exclude<Step, 'check'>, (asked: Asked, say: Say) => string> = {
	safe: ({ safe }, { t }) => (safe ? t(`needs.safe.${safe}`) : ''),
	who: ({ who, age }, { t, list }) => list([...(who ? [t(`ask.who.${who}`)] : []), ...(age ? [t(`ask.age.${age}`)] : [])]),
	what: ({ wishes = [] }, { t, list }) => list(wishes.map((wish) => t(`ask.wish.${wish}`))),
	area: ({ area }, say) => (area ? areaName(area, say) : ''),
	answer: answerLine,
	easier: ({ easier = [], spoken, easierWords = '' }, say) =>
		easier.length || spoken || easierWords ? easierLine({ codes: easier, spoken: spoken ?? null, words: easierWords }, say) : '',
	service: ({ service }, { t }) => (service ? t('ask.service.chosen', { name: service.name }) : t('ask.service.not_yet'))
};

/** Everything that was said, page by page; what was skipped says so. */
export const askedRows = (asked: Asked, say: Say): { step: Exclude<Step, 'check'>; key: string; value: string }[] =>
	steps
		.filter((step) => step !== 'check')
		.map((step) => ({ step, key: say.t(`ask.${step}.short`), value: lineOf[step](asked, say) || say.t('ask.skipped') }));

/** What a service would be sent, line by line, of what was said: nothing else ever is (P14). */
export const linesForService = (asked: Asked, say: Say): { key: string; value: string }[] =>
	(['what', 'area', 'answer', 'easier'] as const).flatMap((step) => {
		const value = lineOf[step](asked, say);
		return value ? [{ key: say.t(`ask.${step}.short`), value }] : [];
	});

export { areaName };
