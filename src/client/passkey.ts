/** What a form of passkeys says where something went another way; the words stand in the page, hidden. */
type Said = 'stopped' | 'known' | 'away';

/** Only browsers that read the server's questions by themselves: no library is loaded for the others, they use what stands beside. */
const canUse = (): boolean =>
	isSecureContext && typeof PublicKeyCredential === 'function' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

const parts = <Kind extends HTMLElement>(root: ParentNode, name: string) => [...root.querySelectorAll<Kind>(`[data-passkey-${name}]`)];

function say(form: HTMLFormElement, said: Said | null): void {
	for (const line of parts(form, 'said')) line.hidden = line.dataset.passkeySaid !== said;
}

/** The server's question. A page that answers with something else has lost its session, or wants a fresh proof: loaded again, it leads there. */
async function ask(form: HTMLFormElement): Promise<unknown> {
	const answer = await fetch(form.dataset.ask ?? '', { method: 'POST', headers: { accept: 'application/json' } });
	if (answer.ok && answer.headers.get('content-type')?.startsWith('application/json')) return answer.json();
	if (answer.status < 500) location.reload();
	throw new Error('no question');
}

async function answerOf(form: HTMLFormElement): Promise<Credential | null> {
	const asked = (await ask(form)) as never;
	return form.dataset.passkey === 'create'
		? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
		: navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
}

function faultOf(fault: unknown): Said {
	const name = fault instanceof DOMException ? fault.name : '';
	if (name === 'InvalidStateError') return 'known';
	return name === 'NotAllowedError' || name === 'AbortError' ? 'stopped' : 'away';
}

async function run(form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
	say(form, null);
	try {
		const credential = await answerOf(form);
		if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey');
		field.value = JSON.stringify(credential.toJSON());
		form.submit();
	} catch (fault) {
		say(form, faultOf(fault));
	}
}

/** Shows the buttons where they work. A passkey is asked for only when somebody presses one: no prompt comes by itself (P7). */
function offerPasskeys(): void {
	let isRunning = false;
	for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
		const field = form.querySelector<HTMLInputElement>('input[name=answer]');
		if (!field) continue;
		form.hidden = false;
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			if (isRunning) return;
			isRunning = true;
			void run(form, field).finally(() => (isRunning = false));
		});
	}
	for (const line of parts(document, 'none')) line.hidden = true;
}

if (canUse()) offerPasskeys();
