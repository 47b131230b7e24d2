import { wholeOf, type Lang, type WholeLang } from '#shared/lang.ts';

/** Which wording of the agreement is shown now. A change of words is a new version; what was agreed is kept as it was. */
export const wordingNow = '2026-11';

const texts: Record<typeof wordingNow, Record<WholeLang, string>> = {
	'2026-11': {
		en: '{name} would like to hear more about restorative justice. Please ask the hub how it is safe to talk with them, before you do anything else.',
		cy: "Hoffai {name} glywed mwy am gyfiawnder adferol. Gofynnwch i'r hyb sut mae'n ddiogel siarad â nhw cyn gwneud dim byd arall.",
		ar: 'يود {name} معرفة المزيد عن العدالة التصالحية. يُرجى سؤال المركز عن الطريقة الآمنة للتحدث معهم قبل القيام بأي شيء آخر.'
	}
};

/** The exact text that may be sent to the service, word for word, with the name to use and nothing else about the person. */
export const exactText = (lang: Lang, name: string): string => texts[wordingNow][wholeOf(lang)].replace('{name}', name);
