const form = 'application/x-www-form-urlencoded';
/** Typed where a password, a code or a word goes; no answer may hold it. */
export const secret = 'kestrel-7f3a-lantern';
const isSecret = /password|word|code|secret/i;
const strangeNames = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__proto__[x]', 'a[b][]', '', 'id[]'];

/** Whether a browser could send this as a form: then a form that is one button takes it as a press. */
export const isForm = ({ what, type }: Body): boolean => type === form || what === 'files' || what === 'bytes that are no text';

export type Body = { what: string; type: string | null; body: string | Buffer };

const multipart = (parts: readonly string[]) => parts.map((part) => `--b\r\n${part}\r\n`).join('') + '--b--\r\n';

/** The same form, broken in every way at once that one request can be. */
export function brokenBodies(names: readonly string[], typed = secret): Body[] {
	const each = (value: string) => names.map((name) => `${encodeURIComponent(name)}=${value}`).join('&');
	const part = (name: string, more: string, value: string) => `content-disposition: form-data; name="${name}"${more}\r\n\r\n${value}`;
	return [
		{ what: 'empty', type: form, body: '' },
		{ what: 'over 64 K', type: form, body: `${names[0] ?? 'a'}=${'x'.repeat(70_000)}` },
		{ what: 'wrong types', type: form, body: each('%5Bobject+Object%5D') },
		{ what: 'numbers out of range', type: form, body: each('-1e309') },
		{ what: 'every field twice', type: form, body: `${each('1')}&${each('2')}` },
		{ what: 'NUL bytes', type: form, body: each('a%00b') },
		{ what: 'lone surrogates', type: form, body: each('%ED%A0%80') },
		{ what: 'broken escapes', type: form, body: `${each('%zz%')}&%=%&&==` },
		{
			what: '10,000 characters',
			type: form,
			body: `${names[0] ?? 'a'}=${'x'.repeat(10_000)}&${each('x'.repeat(Math.min(10_000, Math.floor(50_000 / (names.length || 1)))))}`
		},
		{ what: 'secrets', type: form, body: names.map((name) => `${name}=${isSecret.test(name) ? typed : ''}`).join('&') },
		{ what: 'strange names', type: form, body: strangeNames.map((name) => `${encodeURIComponent(name)}=1`).join('&') },
		{ what: 'JSON', type: 'application/json', body: `{"__proto__":{"a":1},"id":["${secret}"]}` },
		{ what: 'text', type: 'text/plain', body: each('1') },
		{ what: 'XML', type: 'text/xml', body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
		{ what: 'no type', type: null, body: each('1') },
		{ what: 'multipart without a boundary', type: 'multipart/form-data', body: multipart(names.map((name) => part(name, '', '1'))) },
		{ what: 'multipart cut short', type: 'multipart/form-data; boundary=b', body: multipart([part('id', '', '1')]).slice(0, 30) },
		{
			what: 'files',
			type: 'multipart/form-data; boundary=b',
			body: multipart(names.map((name) => part(name, '; filename="../../a.svg"\r\ncontent-type: image/svg+xml', '<svg onload="a()"/>')))
		},
		{
			what: 'bytes that are no text',
			type: 'multipart/form-data; boundary=b',
			body: Buffer.concat([
				Buffer.from('--b\r\ncontent-disposition: form-data; name="id"\r\n\r\n'),
				Buffer.from([0xed, 0xa0, 0x80, 0xff, 0xfe, 0]),
				Buffer.from('\r\n--b--\r\n')
			])
		}
	];
}
