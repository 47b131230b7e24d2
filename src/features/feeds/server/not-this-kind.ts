/** The file as a whole is not one of the two we read; nothing of it is kept. `code` is a key in `locales/<lang>/feeds.json`. */
export class NotThisKind extends Error {
	override name = 'NotThisKind';
	readonly code: FileFault;
	constructor(code: FileFault) {
		super(code);
		this.code = code;
	}
}
export type FileFault = 'feeds.file.empty' | 'feeds.file.encoding' | 'feeds.file.header';
