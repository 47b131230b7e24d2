export type Channel = 'text' | 'email' | 'post';

/** What is handed to a way out. `key` is the same at every try: a provider that honours it takes a letter once. */
export type Parcel = { key: string; channel: Channel; to: string; subject: string; text: string };

/**
 * What came of handing it over. `taken`: the provider has it. `temporary`: try again. `permanent`: this number or address does not work. `refused`: the provider will not take it from us
 * (a wrong setting, a right we do not have). `unknown`: it may have been taken; never tried again without asking.
 */
export type Handed =
	{ came: 'taken'; reference: string } | { came: 'temporary' | 'refused' | 'permanent'; code: string } | { came: 'unknown'; code: string };

/** What became of what was taken. `no_more`: it left, and the provider will say no more about it. */
export type Delivery = 'on_its_way' | 'delivered' | 'no_more' | 'permanent' | 'temporary';

/** One way out of the house. Nothing else sends anything to anybody. */
export type Post = {
	name: string;
	/** Whether something is set up for this channel. */
	can: (channel: Channel) => boolean;
	/** Hands one over. Never throws: an answer that cannot be read is `unknown`. */
	hand: (parcel: Parcel) => Promise<Handed>;
	/** Where several are set up: the one that serves this channel. */
	serving?: (channel: Channel) => Post;
	/** Asks whether the provider has what was handed over under this key; `unasked` where it cannot be asked. */
	find?: (key: string) => Promise<{ reference: string } | 'not_there' | 'unasked'>;
	/** Asks what became of it; null where the provider does not answer now. */
	follow?: (reference: string) => Promise<Delivery | null>;
};

/** The way out that serves this channel: a notice is handed over, asked for and followed by the same one. */
export const servingOf = (post: Post, channel: Channel | null): Post => (channel && post.serving?.(channel)) || post;
