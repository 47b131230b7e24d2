declare module 'gettext-parser' {
	type Entry = {
		msgctxt?: string;
		msgid: string;
		msgstr: string[];
		comments?: { translator?: string; extracted?: string; reference?: string; flag?: string };
	};
	type Table = { charset: string; headers: Record<string, string>; translations: Record<string, Record<string, Entry>> };
	export const po: { parse: (input: string | Uint8Array) => Table; compile: (table: Table) => Uint8Array };
}
