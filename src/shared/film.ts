/** A guide in British Sign Language: files of this house. `words` is what it says, in English, in paragraphs; `isOlder`: the text has changed since it was made. */
export type Film = { src: string; type: string; captions: string | null; words: readonly string[]; isOlder: boolean };
