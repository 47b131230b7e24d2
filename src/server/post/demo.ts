import { clockNow } from '../clock.ts';
import type { Parcel, Post } from './port.ts';

/** What the demo's way out shows: what would have left, and when it was handed over. */
export type Shown = Parcel & { at: Date };
const shown: Shown[] = [];
const most = 100;

/** What would have left since this server started, newest first. Nothing else of the house remembers an address beside its notice. */
export const demoOutbox = (): readonly Shown[] => shown;

/** The demo's way out: everything but a letter, which a worker prints, is taken, shown on a page, and nothing leaves the house. */
export const demoPost: Post = {
	name: 'demo',
	can: (channel) => channel !== 'post',
	hand: (parcel) => {
		if (!shown.some(({ key }) => key === parcel.key)) shown.unshift({ ...parcel, at: clockNow() });
		shown.length = Math.min(shown.length, most);
		return Promise.resolve({ came: 'taken', reference: parcel.key });
	},
	find: (key) => Promise.resolve({ reference: key })
};

/** Where nothing is set up: no notice leaves, each is withheld with that reason and none is lost. */
export const noPost: Post = {
	name: 'none',
	can: () => false,
	hand: () => Promise.resolve({ came: 'refused', code: 'no_provider' })
};
