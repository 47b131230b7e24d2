import { boolean, customType, date, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { FacetsRow } from './directory-detail.ts';
import { instant } from './columns.ts';

/** Which hub looks after the row. Not `hub_id`: what stands in the directory belongs to nobody and is public, only who may change it is not. */
const keptBy = () => uuid('kept_by').notNull();
/** A record as the national standard writes it (Open Referral UK 3.0), with whatever else came along. */
const doc = () => jsonb('doc').$type<Record<string, unknown>>().notNull();
/** A place on a flat map: degrees, longitude drawn in by the cosine of 52.6° so that near is near in England and Wales. */
const point = customType<{ data: { x: number; y: number }; driverData: string }>({
	dataType: () => 'point',
	toDriver: ({ x, y }) => `(${x},${y})`,
	fromDriver: (value) => {
		const [x = 0, y = 0] = value.replace(/[()]/g, '').split(',').map(Number);
		return { x, y };
	}
});
const lexemes = customType<{ data: string; driverData: string }>({ dataType: () => 'tsvector' });

export const organisation = pgTable(
	'organisation',
	{
		id: uuid('id').primaryKey(),
		keptBy: keptBy(),
		sourceId: uuid('source_id'),
		externalId: text('external_id').notNull(),
		/** The partner that may change the entry. */
		agencyId: uuid('agency_id'),
		name: text('name').notNull(),
		doc: doc(),
		contentHash: text('content_hash').notNull(),
		modifiedAt: instant('modified_at').notNull(),
		goneAt: instant('gone_at')
	},
	(t) => [index().on(t.sourceId, t.externalId)]
);

export const service = pgTable(
	'service',
	{
		id: uuid('id').primaryKey(),
		keptBy: keptBy(),
		sourceId: uuid('source_id'),
		externalId: text('external_id').notNull(),
		organisationId: uuid('organisation_id')
			.notNull()
			.references(() => organisation.id),
		/** The partner that may change the entry. */
		agencyId: uuid('agency_id'),
		slug: text('slug').notNull().unique(),
		name: text('name').notNull(),
		doc: doc(),
		/** Whom to ring at the service by name: for the hub, never shown, searched or given away. */
		contacts: jsonb('contacts').$type<Record<string, unknown>[]>().notNull(),
		facets: jsonb('facets').$type<FacetsRow>().notNull(),
		/** A refuge: that it exists is shown, where it is never. */
		isConfidential: boolean('is_confidential').notNull(),
		/** Approved by the hub, and open for business. */
		isShown: boolean('is_shown').notNull(),
		/** How far up it stands before a word is typed: assured, accredited, complete. 0 to 100. */
		quality: smallint('quality').notNull(),
		contentHash: text('content_hash').notNull(),
		version: integer('version').notNull(),
		assuredOn: date('assured_on', { mode: 'string' }),
		checkedOn: date('checked_on', { mode: 'string' }),
		madeAt: instant('made_at').notNull(),
		modifiedAt: instant('modified_at').notNull(),
		goneAt: instant('gone_at')
	},
	(t) => [index().on(t.sourceId, t.externalId), index().on(t.organisationId)]
);

/** What a shown entry is found by. A table of its own: here nothing is held back, so that its index may be asked first (migration 0012). */
export const serviceFind = pgTable('service_find', {
	serviceId: uuid('service_id')
		.primaryKey()
		.references(() => service.id, { onDelete: 'cascade' }),
	quality: smallint('quality').notNull(),
	words: lexemes('words').notNull()
});

export const location = pgTable(
	'location',
	{
		id: uuid('id').primaryKey(),
		keptBy: keptBy(),
		sourceId: uuid('source_id'),
		externalId: text('external_id').notNull(),
		doc: doc(),
		isConfidential: boolean('is_confidential').notNull(),
		contentHash: text('content_hash').notNull(),
		modifiedAt: instant('modified_at').notNull()
	},
	(t) => [index().on(t.sourceId, t.externalId)]
);

/** A service at a location. `at` is null where it is confidential, unknown or virtual: what has no place here is found by no distance. */
export const serviceLocation = pgTable(
	'service_location',
	{
		id: uuid('id').primaryKey(),
		keptBy: keptBy(),
		serviceId: uuid('service_id')
			.notNull()
			.references(() => service.id, { onDelete: 'cascade' }),
		locationId: uuid('location_id')
			.notNull()
			.references(() => location.id),
		externalId: text('external_id').notNull(),
		doc: doc(),
		isConfidential: boolean('is_confidential').notNull(),
		isShown: boolean('is_shown').notNull(),
		at: point('at')
	},
	(t) => [unique().on(t.serviceId, t.locationId), index().on(t.locationId)]
);

/** Where a shown service stands in the list of an area and a need (0: any need). The list of an area is read from here in its order. */
export const serviceListing = pgTable(
	'service_listing',
	{
		area: text('area').notNull(),
		need: smallint('need').notNull(),
		/** 100 minus the quality, so that the best is first. */
		rank: smallint('rank').notNull(),
		serviceId: uuid('service_id')
			.notNull()
			.references(() => service.id, { onDelete: 'cascade' })
	},
	(t) => [primaryKey({ columns: [t.area, t.need, t.rank, t.serviceId] }), index().on(t.serviceId)]
);

/** Every word of a shown name or keyword, to guess what somebody meant to write. */
export const directoryWord = pgTable('directory_word', { word: text('word').primaryKey() });

/** What somebody wants an entry to say. The entry changes when the hub agrees (T22). */
export const serviceVersion = pgTable(
	'service_version',
	{
		id: uuid('id').primaryKey(),
		keptBy: keptBy(),
		serviceId: uuid('service_id').notNull(),
		agencyId: uuid('agency_id'),
		/** The version of the entry it was written on. */
		base: integer('base').notNull(),
		version: integer('version'),
		state: text('state', { enum: ['waiting', 'live', 'refused', 'replaced', 'taken_back'] }).notNull(),
		record: jsonb('record').$type<Record<string, unknown>>().notNull(),
		madeAt: instant('made_at').notNull(),
		madeBy: text('made_by', { enum: ['agency', 'hub', 'feed'] }).notNull(),
		workerId: uuid('worker_id'),
		decidedAt: instant('decided_at'),
		decidedBy: uuid('decided_by'),
		note: text('note')
	},
	(t) => [index().on(t.serviceId, t.madeAt)]
);

/** Who found that a service meets which criteria, on what evidence, until when (T40). After `until` it is no longer one: nobody has to end it. */
export const accreditation = pgTable(
	'accreditation',
	{
		id: uuid('id').primaryKey(),
		keptBy: keptBy(),
		serviceId: uuid('service_id')
			.notNull()
			.references(() => service.id, { onDelete: 'cascade' }),
		criteria: text('criteria').array().notNull(),
		assessor: text('assessor').notNull(),
		evidence: text('evidence').notNull(),
		from: date('from_on', { mode: 'string' }).notNull(),
		until: date('until_on', { mode: 'string' }).notNull(),
		madeAt: instant('made_at').notNull(),
		madeBy: uuid('made_by'),
		endedAt: instant('ended_at'),
		endedBy: uuid('ended_by')
	},
	(t) => [index().on(t.serviceId)]
);

/** "This number is wrong", pressed by anybody. No word is typed, and who pressed is not known. */
export const serviceFeedback = pgTable(
	'service_feedback',
	{
		id: uuid('id').primaryKey(),
		keptBy: keptBy(),
		serviceId: uuid('service_id').notNull(),
		kind: text('kind', { enum: ['wrong_number', 'no_answer', 'closed', 'not_for_me', 'other'] }).notNull(),
		at: instant('at').notNull(),
		settledAt: instant('settled_at'),
		settledBy: uuid('settled_by')
	},
	(t) => [index().on(t.serviceId)]
);
