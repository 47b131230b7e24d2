import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
	(file) => file.endsWith('.ts') && !file.endsWith('.test.ts')
);
const read = (file: string) => readFileSync(`src/${file}`, 'utf8');

describe('the database has one way in', () => {
	it('SQL never asks for the time: now is a parameter', () => {
		const asks = files
			.filter((file) => file.startsWith('server/db/queries/'))
			.filter((file) => /\bnow\(\)|current_timestamp|clock_timestamp/i.test(read(file)));
		expect(asks).toEqual([]);
	});

	it('no query reads anything by its id alone', () => {
		expect(files.filter((file) => /\bgetById\b|\bfindById\b/.test(read(file)))).toEqual([]);
	});

	it("every query of a hub's rows names the hub", () => {
		const names = /hubId|hub_id|app_hub|keptBy|kept_by/;
		const bare = files
			.filter((file) => file.startsWith('server/db/queries/') && !/(account|door|factors|house|invitations|outbox)\.ts$/.test(file))
			.flatMap((file) => {
				const [before = '', ...parts] = read(file).split(/^(?:export |(?=const \w+ = \())/m);
				// What a condition of the file's own says, its queries say.
				const naming = [before, ...parts].flatMap((text) => (names.test(text) ? (/^const (\w+) = \(/.exec(text)?.[1] ?? []) : []));
				return parts.map((text) => [file, text, naming.some((name) => text.includes(`${name}(db`))] as const);
			})
			.filter(([, text, isNamed]) => /\.(where|update|delete)\(/.test(text) && !names.test(text) && !isNamed)
			.map(([file, text]) => `${file}: ${text.slice(0, 60)}`);
		expect(bare).toEqual([]);
	});

	it('raw SQL is only written where it is run once and reviewed', () => {
		expect(files.filter((file) => /sql\.raw\(|\.unsafe\(/.test(read(file)))).toEqual(['server/db/client.ts', 'server/db/migrate.ts']);
	});

	it("nothing reads the machine's clock in domain, features or queries", () => {
		const reads = files.filter((file) => /^(features|server\/db\/queries)\//.test(file) && /new Date\(\)|Date\.now\(\)/.test(read(file)));
		expect(reads).toEqual([]);
	});
});
