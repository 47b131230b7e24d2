import pino from 'pino';

/** Only these may be logged: no free text, no address, so that no name, number or message can slip in. */
type Loggable = {
	event: `${string}.${string}`;
	requestId?: string;
	route?: string;
	code?: string;
	count?: number;
	ms?: number;
	status?: number;
	fault?: string;
};

const out = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));

/** Writes one line to standard error. `fault` is the name of an error class, never its message. */
export function log(line: Loggable): void {
	out[line.fault ? 'error' : 'info'](line);
}
