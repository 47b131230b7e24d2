import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';

type Schema = {
	type?: string | string[];
	enum?: string[];
	pattern?: string;
	format?: string;
	$ref?: string;
	minItems?: number;
	maxItems?: number;
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: false;
	items?: Schema;
};
type Shape = 'taken_sms' | 'taken_email' | 'taken_letter' | 'notification' | 'list' | 'refusal' | 'ask_sms' | 'ask_email' | 'ask_letter';
const read = (name: string) => JSON.parse(readFileSync(`tests/notify/${name}.json`, 'utf8')) as unknown;
const all = read('schemas') as { $defs: Record<string, Schema> };

/** `address`: what is wrong is the number or address. `ours`: a setting or a right. `later`: the same again may work. `unknown`: it may have been taken. */
export type Told = { status: number; error: string; message: string; whose: 'address' | 'ours' | 'later' | 'unknown' };
/** Every error that Notify documents for sending, with whose fault it is. */
export const errors = read('errors') as Told[];
/** One of them: sending refused with this status, and by whose fault. */
export function documented(status: number, whose: Told['whose']): Told {
	const found = errors.find((one) => one.status === status && one.whose === whose);
	if (!found) throw new Error(`Notify documents no ${status}`);
	return found;
}
export const refusalOf = ({ status, error, message }: Told) => ({ status_code: status, errors: [{ error, message }] });

const ajv = new Ajv({ strict: false, allErrors: true });
(formats as unknown as (ajv: Ajv) => void)(ajv);
ajv.addSchema(all, 'notify');
const checks = new Map<Shape, ValidateFunction>();
/** What is wrong with a value, by the published schema; nothing where it holds. */
export function faultsIn(shape: Shape, value: unknown): string[] {
	const check = checks.get(shape) ?? ajv.compile({ $ref: `notify#/$defs/${shape}` });
	checks.set(shape, check);
	return check(value) ? [] : (check.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`);
}

function any(schema: Schema): fc.Arbitrary<unknown> {
	if (schema.$ref) return any(all.$defs[schema.$ref.replace('#/$defs/', '')] ?? {});
	if (schema.enum) return fc.constantFrom(...schema.enum);
	if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => any({ ...schema, type })));
	switch (schema.type) {
		case 'null':
			return fc.constant(null);
		case 'boolean':
			return fc.boolean();
		case 'integer':
			return fc.integer();
		case 'string':
			if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern));
			return schema.format === 'uri' ? fc.webUrl() : fc.string({ maxLength: 12, unit: 'grapheme' });
		case 'array':
			return fc.array(any(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, 3) });
		default: {
			const fields = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, one]) => [key, any(one)]));
			const record = fc.record(fields, { requiredKeys: schema.required ?? [] });
			// A field that the schema does not name yet: a reader has to live with it.
			return schema.additionalProperties === false
				? record
				: fc.tuple(record, fc.boolean()).map(([one, more]) => (more ? { ...one, later_field: [1] } : one));
		}
	}
}
/** Any value that the published schema of this name allows, with fields it does not name yet. */
export const anyOf = (shape: Shape): fc.Arbitrary<Record<string, unknown>> =>
	any({ $ref: `#/$defs/${shape}` }) as fc.Arbitrary<Record<string, unknown>>;
