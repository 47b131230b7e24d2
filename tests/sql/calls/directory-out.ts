import type * as queries from '#server/db/queries/directory-out.ts';
import * as q from '#server/db/queries/directory-out.ts';
import type { OutWanted } from '#server/db/queries/directory-out.ts';
import { callsOf, id } from '../recorder.ts';

const today = '2026-06-02';
const everything: OutWanted = {
	codes: [],
	words: [],
	organisation: null,
	minimumAge: null,
	maximumAge: null,
	startTime: null,
	endTime: null,
	day: null,
	modifiedAfter: null
};
const narrow: OutWanted = {
	codes: [['need.home'], ['area.humberside', 'area.all']],
	words: ['counselling'],
	organisation: id,
	minimumAge: 11,
	maximumAge: 25,
	startTime: '09:00',
	endTime: '17:00',
	day: 'MO',
	modifiedAfter: '2026-05-01T00:00:00.000Z'
};
const page = { from: 50, most: 50 };

export const directoryOut = callsOf<typeof queries>({
	servicesOut: {
		'a page of all': (tx) => q.servicesOut(tx, everything, page, today),
		'narrowed, after an id': (tx) => q.servicesOut(tx, narrow, { after: id, most: 200 }, today)
	},
	stampsOut: (tx) => q.stampsOut(tx, everything, { after: id, most: 200 }),
	countServicesOut: { all: (tx) => q.countServicesOut(tx, everything), narrowed: (tx) => q.countServicesOut(tx, narrow) },
	serviceOutById: (tx) => q.serviceOutById(tx, id, today),
	placesOut: {
		'a page of all': (tx) => q.placesOut(tx, everything, page, today),
		'narrowed, after an id': (tx) => q.placesOut(tx, narrow, { after: id, most: 200 }, today)
	},
	countPlacesOut: { all: (tx) => q.countPlacesOut(tx, everything), narrowed: (tx) => q.countPlacesOut(tx, narrow) },
	placeOutById: (tx) => q.placeOutById(tx, id, today)
});
