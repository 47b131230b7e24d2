import * as crypto from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { createGate } from './password-gate.ts';

type Recipe =
	{ kind: 'argon2id'; memory: number; passes: number; parallelism: number } | { kind: 'scrypt'; ln: number; r: number; p: number };
type Encoded = { recipe: Recipe; salt: Buffer; hash: Buffer };

// Node has argon2 since 24.7; the server may run on 22.18, where OWASP's second choice stands in (accounts §2.1).
const today: Recipe =
	typeof crypto.argon2 === 'function'
		? { kind: 'argon2id', memory: 19_456, passes: 2, parallelism: 1 }
		: { kind: 'scrypt', ln: 17, r: 8, p: 1 };

const SALT = 16;
const HASH = 32;
// The form allows 128; past this nothing can match, and normalising it would only cost time.
const LONGEST = 1024;
// One core stays free for the pages of everyone else: with as many hashes as cores the event loop waits for a turn (measured: npm run bench).
const gate = createGate(Math.max(1, availableParallelism() - 1), 8);

/**
 * Hashes a password for keeping: argon2id m=19456 t=2 p=1 (or scrypt N=2^17 r=8 p=1), as a PHC string. Rejects with `TooBusy` when the queue is full.
 * Never called inside a transaction (DESIGN §7; accounts §2.1; ASVS 11.4.2).
 */
export function hashPassword(text: string): Promise<string> {
	const salt = crypto.randomBytes(SALT);
	return gate(async () => encode({ recipe: today, salt, hash: await digest(today, text, salt) }));
}

/**
 * Says whether a password is the one that was hashed. Give null for an account that does not exist: the same work is done and the answer is no, so that
 * nobody learns from the time taken who has an account here (T31, ASVS 6.3.8). Rejects with `TooBusy` when the queue is full.
 */
export function verifyPassword(text: string, encoded: string | null): Promise<boolean> {
	const kept = encoded === null ? null : decode(encoded);
	const { recipe, salt, hash } = kept ?? nobody;
	return gate(async () => {
		const tooLong = text.length > LONGEST;
		const same = crypto.timingSafeEqual(await digest(recipe, tooLong ? '' : text, salt), hash);
		return same && kept !== null && !tooLong;
	});
}

/** Says whether a kept hash was made by an older recipe; then hash again at the next sign-in that succeeds (ASVS 11.2.2). */
export function isOldHash(encoded: string): boolean {
	const kept = decode(encoded);
	return kept === null || head(kept.recipe) !== head(today);
}

const nobody: Encoded = { recipe: today, salt: Buffer.alloc(SALT, 1), hash: Buffer.alloc(HASH) };

const argon2 = (recipe: Recipe & { kind: 'argon2id' }, message: string, nonce: Buffer): Promise<Buffer> => {
	const { memory, passes, parallelism } = recipe;
	return promisify(crypto.argon2)('argon2id', { message, nonce, parallelism, tagLength: HASH, memory, passes });
};

const scrypt = ({ ln, r, p }: Recipe & { kind: 'scrypt' }, message: string, salt: Buffer): Promise<Buffer> => {
	const options = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r };
	return new Promise((done, fail) => crypto.scrypt(message, salt, HASH, options, (fault, key) => (fault ? fail(fault) : done(key))));
};

function digest(recipe: Recipe, text: string, salt: Buffer): Promise<Buffer> {
	// One letter can be typed as one code point or two; the keyboard decides, and the person cannot see it.
	const message = text.normalize('NFKC');
	return recipe.kind === 'argon2id' ? argon2(recipe, message, salt) : scrypt(recipe, message, salt);
}

const head = (recipe: Recipe): string =>
	recipe.kind === 'argon2id'
		? `$argon2id$v=19$m=${recipe.memory},t=${recipe.passes},p=${recipe.parallelism}`
		: `$scrypt$ln=${recipe.ln},r=${recipe.r},p=${recipe.p}`;

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
const encode = ({ recipe, salt, hash }: Encoded): string => `${head(recipe)}$${base64(salt)}$${base64(hash)}`;

// Digits are few on purpose: no row in a table may ask for gigabytes.
const FORM =
	/^\$(?:argon2id\$v=19\$m=(\d{4,6}),t=(\d),p=(\d)|scrypt\$ln=(1[4-8]),r=(\d),p=(\d))\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

function decode(text: string): Encoded | null {
	const match = FORM.exec(text);
	if (!match) return null;
	const [m = NaN, t = NaN, lanes = NaN, ln = NaN, r = NaN, p = NaN] = match.slice(1, 7).map(Number);
	const recipe: Recipe = match[1] ? { kind: 'argon2id', memory: m, passes: t, parallelism: lanes } : { kind: 'scrypt', ln, r, p };
	return { recipe, salt: Buffer.from(match[7]!, 'base64'), hash: Buffer.from(match[8]!, 'base64') };
}
