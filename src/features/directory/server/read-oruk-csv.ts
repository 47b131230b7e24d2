import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import type { Json } from '../domain/oruk-in-fields.ts';
import { joinPackage, tableOf, type Tables } from '../domain/oruk-in-package.ts';
import { FeedFault } from './feed-fault.ts';
import { Unread, type Reading } from './read-oruk.ts';

/** A folder of CSV files: their names, and each as it is read. Whoever opens it says where it is. */
export type Folder = { names: readonly string[]; open: (name: string) => AsyncIterable<Uint8Array> };

const most = 50_000_000;
const known = new Set(
	'organizations,services,locations,service_at_locations,phones,schedules,languages,addresses,physical_addresses,postal_addresses,service_areas,cost_options,contacts,taxonomy_terms,taxonomies,attributes,service_taxonomys,eligibilitys,funding,accessibility,organization_identifiers'.split(
		','
	)
);

/** Text as UTF-8, or as Windows writes it where it is no UTF-8: spreadsheets still do. */
const textOf = (bytes: Buffer): string => new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);

/** The rows of one table, and the lines of it that could not be read. Line 1 is the header. */
function rowsOf(bytes: Buffer): { rows: Json[]; broken: number[] } {
	const broken: number[] = [];
	const rows: Json[] = parse(textOf(bytes), {
		bom: true,
		columns: (header: string[]) => header.map((name) => name.trim().toLowerCase().replace(/\s+/g, '_') || false),
		skip_empty_lines: true,
		skip_records_with_error: true,
		relax_column_count_less: true,
		relax_quotes: true,
		max_record_size: 1_000_000,
		on_skip: (fault) => {
			broken.push(Number(fault?.lines ?? 0));
			return undefined;
		}
	});
	return { rows, broken };
}

/**
 * The services of a folder of CSV files, HSDS 1 to 3, each with what belongs to it in the other files. All tables are held, 50 MB at most: a row of one may
 * belong to any row of another. @throws FeedFault where it is no such folder
 */
export async function* readCsvFolder({ names, open }: Folder): Reading {
	const tables: Tables = new Map();
	let size = 0;
	for (const name of [...names].sort()) {
		const table = tableOf(name.replace(/\.csv$/i, ''));
		if (!/\.csv$/i.test(name) || !known.has(table)) continue;
		const chunks: Uint8Array[] = [];
		for await (const chunk of open(name)) {
			size += chunk.length;
			if (size > most) throw new FeedFault('size');
			chunks.push(chunk);
		}
		const { rows, broken } = rowsOf(Buffer.concat(chunks));
		tables.set(table, [...(tables.get(table) ?? []), ...rows]);
		for (const line of broken.slice(0, 100)) yield new Unread({ id: name, at: `/${line}`, why: 'row' }, table === 'services');
	}
	if (!tables.get('services') || !tables.get('organizations')) throw new FeedFault('tables');
	yield* joinPackage(tables);
}
