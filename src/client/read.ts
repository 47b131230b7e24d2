// Reads a guide out with a voice of the device, and prints it. Only voices that live on the device: others send what is read to whoever made them (S-34).
const box = document.querySelector<HTMLElement>('[data-listen]');
const part = <Kind extends HTMLElement>(name: string) => box?.querySelector<Kind>(name) ?? null;
const [start, stop, said, paced] = [
	part('[data-listen-start]'),
	part('[data-listen-stop]'),
	part('[role=status]'),
	part<HTMLElement>('[data-listen-pace]')
];
const pace = part<HTMLSelectElement>('select');
const voiceOf = (lang: string): SpeechSynthesisVoice | undefined =>
	speechSynthesis.getVoices().find((each) => each.localService && each.lang.toLowerCase().split(/[-_]/)[0] === lang);

/** What is read: the text in the language of the page, not the English beside it and not the words that are folded away. */
const texts = (): HTMLElement[] =>
	[...document.querySelectorAll<HTMLElement>('h1, [data-read] :is(h2, p, li)')].filter(
		(each) => !each.closest('.other, details:not([open])')
	);

let marked: HTMLElement | undefined;
function mark(element?: HTMLElement): void {
	marked?.classList.remove('aloud');
	marked = element;
	marked?.classList.add('aloud');
}

function show(isReading: boolean): void {
	if (start) start.hidden = isReading;
	if (stop) stop.hidden = !isReading;
	if (said) said.textContent = isReading ? (said.dataset.heard ?? '') : '';
}

let round = 0;
function quiet(): void {
	round += 1;
	speechSynthesis.cancel();
	mark();
	show(false);
}

/** One piece after the other: long texts end half-way in some browsers, and the pace may change in between. */
function read(voice: SpeechSynthesisVoice, pieces: HTMLElement[], mine: number): void {
	const [piece, ...rest] = pieces;
	if (mine !== round) return;
	if (!piece) return quiet();
	const words = new SpeechSynthesisUtterance(piece.textContent);
	words.voice = voice;
	words.lang = voice.lang;
	words.rate = Number(pace?.value ?? 1);
	words.onend = () => read(voice, rest, mine);
	words.onerror = () => mine === round && quiet();
	mark(piece);
	speechSynthesis.speak(words);
}

function begin(): void {
	const voice = voiceOf(box?.dataset.listen ?? '');
	if (!voice) return;
	quiet();
	show(true);
	stop?.focus();
	read(voice, texts(), round);
}

/** Voices come late in some browsers: until one of this language is there, the page says that there is none. */
function look(): void {
	const has = voiceOf(box?.dataset.listen ?? '') !== undefined;
	if (start) start.hidden = !has || !stop?.hidden;
	if (paced) paced.hidden = !has;
	if (said && stop?.hidden) said.textContent = has ? '' : (said.dataset.none ?? '');
}

if (box) {
	box.hidden = false;
	part('[data-print]')?.addEventListener('click', () => print());
	start?.addEventListener('click', begin);
	stop?.addEventListener('click', () => {
		quiet();
		start?.focus();
	});
	if ('speechSynthesis' in window) {
		speechSynthesis.addEventListener('voiceschanged', look);
		// A voice that goes on after the page has gone tells the room what was read.
		addEventListener('pagehide', quiet);
		look();
	} else {
		if (start) start.hidden = true;
		if (said) said.textContent = said.dataset.none ?? '';
	}
}
