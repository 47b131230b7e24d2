/** A key file or key service that cannot be used. `code` is a locale key (`start.key.…`); start prints its line and ends, because serving without keys would mean saving without sealing. */
export class KeyFault extends Error {
	override name = 'KeyFault';
	readonly code: KeyFaultCode;
	constructor(code: KeyFaultCode, options?: ErrorOptions) {
		super(code, options);
		this.code = code;
	}
}
export type KeyFaultCode =
	| 'start.key.missing'
	| 'start.key.unreadable'
	| 'start.key.malformed'
	| 'start.key.open_to_others'
	| 'start.key.inside_data'
	| 'start.key.unknown'
	| 'start.key.not_written'
	| 'start.key.busy';

/** A sealed value that cannot be opened. The page shows "unavailable"; it must never be saved back as empty, or what the person told us is lost. */
export class Unreadable extends Error {
	override name = 'Unreadable';
	readonly code = 'faults.unreadable';
	/** `cause` is kept for the log; it never holds the text. */
	constructor(options?: ErrorOptions) {
		super('faults.unreadable', options);
	}
}
