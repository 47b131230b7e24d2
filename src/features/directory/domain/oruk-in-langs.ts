import { fold } from './fold.ts';

const codes =
	'aa af ak am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gd gl gu ha he hi hr ht hu hy id ig is it ja ka kk km kn ko ku ky la lb ln lo lt lv mg mk ml mn mr ms mt my ne nl no om pa pl ps pt ro ru rw sd si sk sl sm sn so sq sr st sv sw ta te tg th ti tk tl tn tr ts uk ur uz vi wo xh yi yo yue zh zu ckb kmr pap pcm prs rom bfi'.split(
		' '
	);
const otherNames: Record<string, string> = {
	farsi: 'fa',
	mandarin: 'zh',
	cantonese: 'yue',
	bengali: 'bn',
	sylheti: 'syl',
	sorani: 'ckb',
	kurmanji: 'kmr',
	'kurdish sorani': 'ckb',
	'kurdish kurmanji': 'kmr',
	dari: 'prs',
	tagalog: 'tl',
	pushto: 'ps',
	burmese: 'my',
	romani: 'rom',
	romany: 'rom',
	panjabi: 'pa',
	bsl: 'bfi',
	'british sign language': 'bfi',
	'brazilian portuguese': 'pt',
	'traditional chinese': 'zh',
	'simplified chinese': 'zh',
	gymraeg: 'cy'
};
/** Three-letter codes that feeds use for languages which have two letters. */
const longCodes: Record<string, string> = {
	eng: 'en',
	cym: 'cy',
	wel: 'cy',
	ara: 'ar',
	ben: 'bn',
	bul: 'bg',
	ces: 'cs',
	deu: 'de',
	fas: 'fa',
	per: 'fa',
	fra: 'fr',
	guj: 'gu',
	hin: 'hi',
	hun: 'hu',
	ita: 'it',
	kur: 'ku',
	lit: 'lt',
	lav: 'lv',
	nep: 'ne',
	pan: 'pa',
	pol: 'pl',
	por: 'pt',
	pus: 'ps',
	ron: 'ro',
	rus: 'ru',
	slk: 'sk',
	som: 'so',
	spa: 'es',
	sqi: 'sq',
	swa: 'sw',
	tam: 'ta',
	tel: 'te',
	tir: 'ti',
	tur: 'tr',
	ukr: 'uk',
	urd: 'ur',
	vie: 'vi',
	zho: 'zh'
};

let byName: Map<string, string> | null = null;
function names(): Map<string, string> {
	if (byName) return byName;
	const map = new Map<string, string>();
	for (const lang of ['en', 'cy']) {
		const say = new Intl.DisplayNames(lang, { type: 'language', fallback: 'none' });
		for (const code of codes) map.set(fold(say.of(code) ?? code), code);
	}
	for (const code of codes) map.set(fold(new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code), code);
	for (const [name, code] of Object.entries(otherNames)) map.set(name, code);
	byName = map;
	return map;
}

/** The BCP 47 code of a language by its code or its name, English, Welsh or its own; null where we do not know it. */
export function langOf(text: string): string | null {
	const plain = fold(text).replace(/[()]/g, '').trim();
	const [primary = ''] = plain.split(/[-_]/);
	if (codes.includes(primary) || primary === 'syl') return primary;
	return longCodes[primary] ?? names().get(plain) ?? null;
}
