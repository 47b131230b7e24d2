import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

const isText = /^(text\/|image\/svg\+xml)/;

/** Says how the letters of every text are written (ASVS 4.1.1): static files come without it, and Kit's own refusals without any type. */
export function withCharset(res: ServerResponse): void {
	const writeHead = res.writeHead.bind(res) as (status: number, ...rest: unknown[]) => ServerResponse;
	res.writeHead = ((status: number, ...rest: unknown[]) => {
		const last = rest.at(-1);
		if (last && typeof last === 'object' && !Array.isArray(last)) {
			for (const [name, value] of Object.entries(last as OutgoingHttpHeaders)) if (value !== undefined) res.setHeader(name, value);
			rest.pop();
		}
		const type = String(res.getHeader('content-type') ?? (status >= 400 ? 'text/plain' : ''));
		if (isText.test(type) && !/charset=/i.test(type)) res.setHeader('content-type', `${type}; charset=utf-8`);
		return writeHead(status, ...rest);
	}) as typeof res.writeHead;
}
