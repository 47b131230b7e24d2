import { afterAll, beforeAll, describe, inject } from 'vitest';
import { everyBrokenField, everyBrokenForm } from './broken.ts';
import { everyEnding, everyForeignForm, everyOwnForm, everyPage } from './every-door.ts';
import { everyForgery, looking } from './forgery.ts';
import { factsOf, type Facts } from './facts.ts';
import { openHouse, type House } from './house.ts';
import { addMoreRows } from './more-rows.ts';
import { makeTwinHub } from './twin-hub.ts';

// One house for all of it, and the forms that change something come last.
describe.skipIf(inject('postgres') === null)(
	'every door of the built server',
	{ timeout: process.env.WAYMARK_LONG ? 300_000 : 120_000 },
	() => {
		let house: House;
		let facts: Facts;
		beforeAll(async () => {
			// Nothing happens beside the pages: a round of a job in the middle of a look would be taken for what the look did.
			house = await openHouse(inject('postgres') ?? '', undefined, { JOBS: 'off' });
			await addMoreRows(house.db);
			await makeTwinHub(house.db);
			facts = await factsOf(house.db);
		}, 120_000);
		afterAll(async () => {
			await house?.stop();
		});
		const given = () => ({ house, facts });

		describe('S-26 pages × everyone × whose', () => everyPage(given));
		describe('S-26 forms × everyone × whose', () => everyForeignForm(given));
		describe('a page that is looked at', () => looking(given));
		describe('forms sent by another site', () => everyForgery(given));
		describe('broken forms and addresses', () => everyBrokenForm(given));
		describe('forms of their owner', () => everyOwnForm(given));
		describe('each field broken by itself', () => everyBrokenField(given));
		describe('forms of their owner that end something', () => everyEnding(given));
	}
);
