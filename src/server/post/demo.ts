import type { Post } from './port.ts';

/** The demo's way out: everything is taken and nothing leaves the house. */
export const demoPost: Post = {
	name: 'demo',
	can: () => true,
	hand: ({ key }) => Promise.resolve({ came: 'taken', reference: key }),
	find: (key) => Promise.resolve({ reference: key })
};

/** Where nothing is set up: no notice leaves, each is withheld with that reason and none is lost. */
export const noPost: Post = {
	name: 'none',
	can: () => false,
	hand: () => Promise.resolve({ came: 'refused', code: 'no_provider' })
};
