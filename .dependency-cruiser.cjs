/**
 * The house plan (DESIGN §4). One rule per line of the plan says which doors open; the last rule shuts all others.
 * Tests may look anywhere: they stand outside the house.
 */
const test = '\\.(test|laws\\.test)\\.ts$';
const open = [
	[
		'hooks, jobs',
		'^src/(hooks\\.server|jobs)\\.ts$',
		['^src/(server|shared|words)/', '^src/features/[^/]+/server/', '^src/jobs\\.ts$', '^\\$app/', '@sveltejs/kit']
	],
	[
		'routes',
		'^src/routes/',
		[
			'^src/routes/',
			'^src/features/[^/]+/(server/|domain/|ui/|[a-z-]*schema)',
			'^src/server/http/',
			'^src/(words|ui|shared|demo|styles)/',
			'^\\$app/',
			'@sveltejs/kit',
			'(^|/)svelte/'
		]
	],
	// The one way out of the house: it checks where it goes (SSRF).
	[
		'the way to feeds',
		'^src/features/directory/server/fetch-feed',
		['^src/features/directory/(server|domain)/', '^src/shared/', 'node:|^(dns|http|https|net|zlib)$']
	],
	[
		'features/x/server',
		'^src/features/([^/]+)/server/(?!fetch-feed)',
		[
			'^src/features/$1/(domain/|server/|[a-z-]*schema)',
			'^src/features/[^/]+/domain/',
			'^src/server/(db/(queries|schema/directory-detail|keyring|as|sealed-places)|audit|outbox|crypto|auth|http/ctx|http/work|policy/actor|post/|settings|clock|films)',
			'^src/shared/',
			'^src/words/',
			'node:|^(crypto|stream|buffer)$',
			'(^|/)csv-(parse|stringify)'
		]
	],
	['features/x/ui', '^src/features/([^/]+)/ui/', ['^src/features/$1/(domain|schema|ui)', '^src/(ui|shared|words)/', '(^|/)svelte/']],
	[
		'features/x/schema',
		'^src/features/([^/]+)/[a-z-]*schema\\.ts$',
		['^src/features/[^/]+/domain/', '^src/features/$1/', '^src/shared/', '(^|/)zod']
	],
	['features/x/domain', '^src/features/([^/]+)/domain/', ['^src/shared/', '^src/features/[^/]+/domain/']],
	['server/http', '^src/server/http/', ['^src/server/', '^src/shared/', '@sveltejs/kit', '(^|/)zod', 'node:|^(crypto|http|zlib|fs|net)$']],
	[
		'server/db',
		'^src/server/db/',
		['^src/server/', '^src/shared/', '(^|/)(drizzle-orm|postgres|@electric-sql|uuid)', 'node:|^(crypto|fs|path|async_hooks)$']
	],
	[
		'server/auth',
		'^src/server/auth/',
		['^src/server/', '^src/shared/', '(^|/)(lucia|otpauth|@simplewebauthn)', 'node:|^(crypto|os|util)$']
	],
	['smtp', '^src/server/post/smtp\\.ts$', ['^src/server/post/', '(^|/)nodemailer/', 'node:|^(events|stream)$']],
	[
		'server',
		'^src/server/(?!http/|db/|auth/|post/smtp\\.ts)',
		['^src/server/', '^src/shared/', '(^|/)(zod|pino)', 'node:|^(crypto|fs|path)$']
	],
	['ui', '^src/ui/', ['^src/ui/', '^src/shared/', '(^|/)svelte/']],
	['words', '^src/words/', ['^src/words/', '^src/shared/', '(^|/)i18next', '^locales/']],
	['shared', '^src/shared/', ['^src/shared/']],
	[
		'client',
		'^src/client/',
		['^src/client/', '^src/shared/', '^src/features/(directory|guides)/domain/(kept|fold|codes)', '(^|/)workbox-window']
	],
	[
		'command line',
		'^src/cli/',
		[
			'^src/(cli|demo|server|shared|words)/',
			'^src/features/[^/]+/(server|domain)/',
			'node:|^(fs|path|util|process|stream|os|crypto|url|child_process)$',
			'(^|/)gettext-parser',
			'^locales/'
		]
	],
	['demo', '^src/demo/', ['^src/(demo|server|shared|words)/', '^src/features/[^/]+/(server|domain)/', 'node:|^(crypto|stream|fs|path)$']],
	['params', '^src/params\\.ts$', ['@sveltejs/kit', '^src/shared/']],
	['service worker', '^src/service-worker/', ['^src/service-worker/', '^src/shared/', '^\\$']],
	['styles', '^src/styles/', ['^src/styles/', '(^|/)(govuk-frontend|postcss)']]
];

module.exports = {
	forbidden: [
		{
			name: 'no-circles',
			severity: 'error',
			from: { path: '^src/' },
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'rooms-do-not-visit',
			comment: 'Routes compose rooms; a use case that must move another room emits an event.',
			severity: 'error',
			from: { path: '^src/features/([^/]+)/(server|ui)/', pathNot: test },
			to: { path: '^src/features/([^/]+)/(server|ui|schema)', pathNot: '^src/features/$1/' }
		},
		{ name: 'screens-stay-in-front', severity: 'error', from: { path: '\\.svelte$' }, to: { path: '/server/' } },
		{
			name: 'one-place-for-lucia',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/server/auth/session\\.ts$' },
			to: { path: '(^|/)lucia' }
		},
		{
			name: 'one-place-for-passkeys',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/server/auth/passkey\\.ts$' },
			to: { path: '(^|/)@simplewebauthn' }
		},
		{
			name: 'one-place-for-postgres',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/server/db/guarded-pool\\.ts$' },
			to: { path: '(^|node_modules/)postgres(/|$)' }
		},
		{
			name: 'policy-decides-alone',
			severity: 'error',
			from: { path: '^src/', pathNot: ['^src/server/(policy|http)/', test] },
			to: { path: '^src/server/policy/policy\\.ts$' }
		},
		...open.map(([name, from, to]) => ({
			name: `shut: ${name}`,
			severity: 'error',
			from: { path: from, pathNot: test },
			to: { pathNot: to }
		}))
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(^|/)\\$types$|\\./\\$types' },
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: {
			conditionNames: ['import', 'svelte', 'types', 'node', 'default'],
			extensions: ['.ts', '.js', '.svelte', '.json']
		}
	}
};
