import { parseArgs } from 'node:util';
import { Away, CannotNow, Refused } from '#shared/faults.ts';
import { KeyFault } from '#server/crypto/fault.ts';
import { runAudit } from './audit.ts';
import { runDemo } from './demo.ts';
import { runDoctor } from './doctor.ts';
import { runFilms } from './films.ts';
import { runForget } from './forget.ts';
import { runImport } from './import.ts';
import { runInvite } from './invite.ts';
import { runKeys } from './keys.ts';
import { say, WrongUse, type Io } from './io.ts';
import { runMigrate } from './migrate.ts';
import { runTranslations } from './translations.ts';
import { Unusable } from './unusable.ts';

const options = {
	help: { type: 'boolean', short: 'h' },
	'if-empty': { type: 'boolean' },
	quiet: { type: 'boolean' },
	again: { type: 'boolean' },
	yes: { type: 'boolean' },
	prepare: { type: 'boolean' },
	data: { type: 'boolean' },
	'drop-old': { type: 'boolean' },
	all: { type: 'boolean' },
	preview: { type: 'boolean' },
	apply: { type: 'boolean' },
	source: { type: 'string' }
} as const;
export type Flags = { [name in keyof typeof options]?: ((typeof options)[name]['type'] extends 'string' ? string : boolean) | undefined };

/** Each command with the flags it knows. It answers whether all is well. */
const commands: Record<string, { flags: (keyof Flags)[]; run: (io: Io, rest: string[], flags: Flags) => Promise<boolean> }> = {
	migrate: { flags: [], run: runMigrate },
	demo: { flags: ['if-empty', 'quiet', 'again', 'yes'], run: runDemo },
	doctor: { flags: [], run: runDoctor },
	films: { flags: [], run: runFilms },
	forget: { flags: ['preview'], run: runForget },
	import: { flags: ['source', 'apply'], run: runImport },
	keys: { flags: ['prepare', 'data', 'drop-old', 'yes', 'all'], run: runKeys },
	audit: { flags: [], run: runAudit },
	translations: { flags: [], run: runTranslations },
	worker: { flags: [], run: runInvite }
};

function read(argv: readonly string[]): { flags: Flags; words: string[] } {
	try {
		const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
		return { flags: values, words: positionals };
	} catch (e) {
		throw new WrongUse(e instanceof Error ? (e.message.split('. ')[0] ?? '') : '');
	}
}

async function start(argv: readonly string[], io: Io): Promise<number> {
	const { flags, words } = read(argv);
	const [name = '', ...rest] = words;
	if (flags.help) {
		io.out(say('cli.help'));
		return 0;
	}
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	const foreign = (Object.keys(flags) as (keyof Flags)[]).find((flag) => !command?.flags.includes(flag));
	if (!command || foreign) throw new WrongUse(foreign && command ? `--${foreign}` : name || 'waymark');
	return (await command.run(io, rest, flags)) ? 0 : 3;
}

/**
 * Runs one command. @returns the exit code: 0 done, 1 refused input, 2 wrong use, 3 cannot now, with one plain line that says what to do
 * (issue 2, "The two commands").
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
	try {
		return await start(argv, io);
	} catch (e) {
		const [code, line] = answerTo(e);
		io.err(line);
		return code;
	}
}

function answerTo(e: unknown): [number, string] {
	if (e instanceof WrongUse) return [2, say('cli.use', { what: e.message })];
	if (e instanceof Unusable) return [1, e.message];
	if (e instanceof Refused) return [1, say(e.message)];
	if (e instanceof KeyFault) return [3, say(e.code)];
	if (e instanceof CannotNow) return [3, e.message];
	if (e instanceof Away) return [3, say('cli.away')];
	return [3, say('cli.broken', { fault: e instanceof Error ? `${e.name}: ${e.message.split('\n')[0]}` : 'unknown' })];
}
