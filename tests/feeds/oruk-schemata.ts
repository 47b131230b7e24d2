import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const folder = join(import.meta.dirname, 'oruk-schemata');
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

// Beside JSON Schema the files hold words of Frictionless tables (path, constraints, core …), which say nothing about a document.
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
for (const name of names) ajv.addSchema(JSON.parse(readFileSync(join(folder, name), 'utf8')) as object, name);

export const schemata: readonly string[] = names.map((name) => name.replace('.json', ''));

/** What is wrong with a document, by a schema of Open Referral UK 3.0; empty where nothing is. */
export function faultsIn(schema: string, doc: unknown): string[] {
	const validate = ajv.getSchema(`${schema}.json`);
	if (!validate) throw new Error(`there is no schema ${schema}`);
	validate(doc);
	return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
