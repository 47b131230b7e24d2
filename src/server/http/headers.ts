// Headers of every response: pages, static files, 404 and 500 alike (ASVS 3.4, S-34). Imported by server.js as it stands: Node strips the types.
const policy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"media-src 'self'",
	"connect-src 'self'",
	"manifest-src 'self'",
	"worker-src 'self'",
	"base-uri 'none'",
	"form-action 'self'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	'trusted-types svelte-trusted-html sveltekit-trusted-url waymark'
].join('; ');

const always: [string, string][] = [
	['x-content-type-options', 'nosniff'],
	['referrer-policy', 'same-origin'],
	['x-frame-options', 'DENY'],
	['cross-origin-opener-policy', 'same-origin'],
	['cross-origin-resource-policy', 'same-origin'],
	['cross-origin-embedder-policy', 'require-corp'],
	[
		'permissions-policy',
		'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), payment=(), browsing-topics=(), publickey-credentials-get=(self), publickey-credentials-create=(self)'
	]
];
const secure: [string, string] = ['strict-transport-security', 'max-age=63072000; includeSubDomains'];

/** The headers every answer starts with. The one page that hydrates (docs/decisions) replaces the policy by Kit's, which carries a nonce. */
export const headersFor = (isLive: boolean): readonly (readonly [string, string])[] => [
	...always,
	['content-security-policy', policy],
	...(isLive ? [secure] : [])
];
