import { error, isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Db } from '#server/db/as.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { can, type Permission } from '#server/policy/policy.ts';
import { onOneEngine } from '../database/open.ts';
import { newId } from '#server/db/keyring.ts';
import { now } from './a-case.ts';
import { aCanary, aShutDesk, aTask, canary, logBy, workerAs, type Canary, type ShutDesk } from './shut-desk.ts';

// Every door of the console is called as the server calls it; only who stands before it, and which database is behind it, are ours.
const house = vi.hoisted(() => ({}) as { db?: Db; actor?: WorkerActor });
vi.mock('#server/http/open.ts', () => ({ theHouse: () => Promise.resolve(house.db) }));
vi.mock('#server/http/admit.ts', async (original) => {
	const admit = (_event: RequestEvent, may: Permission) => {
		if (!house.actor || !can(house.actor, may)) error(404, 'not-found');
		return Promise.resolve(house.actor);
	};
	return { ...(await original<object>()), admit, admitHidden: admit };
});

type Handler = (event: RequestEvent) => Promise<unknown>;
type Door = { load?: Handler; actions?: Record<string, Handler> };
const doors = Object.entries(import.meta.glob<Door>('/src/routes/**/console/**/+page.server.ts', { eager: true }))
	.map(([file, door]) => [/\(console\)(.*)\/\+page/.exec(file)?.[1] ?? file, door] as const)
	.filter(([place]) => !/\/kit|^\/console\/(account|again|still)(\/|$)/.test(place)); // nobody's record is on one's own account

type Answer = { status: number; text: string; go?: string };
type Visit = { params?: Record<string, string>; search?: string; form?: Record<string, string>; jar?: Map<string, string> };
let visits = 0;
const lastVisit = () => `visit-${visits}`;

/** What a door answers, as a status and everything it would send to the page. */
async function visit(
	handler: Handler,
	place: string,
	{ params = {}, search = '', form = {}, jar = new Map() }: Visit = {}
): Promise<Answer> {
	const body = new FormData();
	for (const [name, value] of Object.entries(form)) body.append(name, value);
	const event = {
		params,
		url: new URL(`https://example.org${place}${search}`),
		locals: { now, lang: 'en', requestId: `visit-${++visits}`, area: 'console', path: place },
		cookies: {
			get: (name: string) => jar.get(name),
			set: (name: string, value: string) => void jar.set(name, value),
			delete: (name: string) => void jar.delete(name)
		},
		request: new Request(`https://example.org${place}${search}`, { method: 'POST', body })
	} as unknown as RequestEvent;
	try {
		const out = (await handler(event)) as { status?: number } | undefined;
		return { status: out?.status ?? 200, text: JSON.stringify(out ?? null) };
	} catch (e) {
		if (isRedirect(e)) return { status: e.status, text: '', go: e.location };
		if (isHttpError(e)) return { status: e.status, text: JSON.stringify(e.body) };
		throw e;
	}
}

const shows = (text: string): string[] => Object.entries(canary).flatMap(([what, words]) => (text.includes(words) ? [what] : []));

onOneEngine('the doors of the console', (db) => {
	let desk: ShutDesk;
	let one: Canary;
	beforeAll(async () => {
		house.db = db();
		desk = await aShutDesk(db());
		one = await aCanary(db(), desk);
	});
	const placeOf = (place: string) => ({
		params: { id: one.caseId, event: one.eventId, thing: one.reference, task, person: one.personId, worker: newId(now), ...entry },
		search: place.endsWith('/done') ? `?t=${one.tellingId}` : `?who=${one.personId}`
	});
	let task = '';
	/** Entries of the directory and feeds are about nobody: with ids that are none, what those pages answer is looked through all the same. */
	const entry = { service: newId(now), version: newId(now), source: 'none' };
	const ofCase = () => doors.filter(([place, { load }]) => place.startsWith('/console/cases/') && load);
	async function look(place: string, load: Handler | undefined): Promise<Answer> {
		if (!load) throw new Error(`${place} has no load`);
		const at = placeOf(place);
		// The page after a telling is about the thing that was told.
		const params = place.endsWith('/done') ? { ...at.params, event: one.toldId } : at.params;
		return visit(load, place, { ...at, params });
	}

	describe('P19 a reason for every look', () => {
		it('whatever shows somebody writes whose record it was, and why', async () => {
			house.actor = workerAs(desk.jo);
			const showing: string[] = [];
			for (const [place, { load }] of ofCase()) {
				const { status, text } = await look(place, load);
				expect([200, 404], place).toContain(status);
				if (!shows(text).length) continue;
				showing.push(place);
				const rows = await logBy(db(), lastVisit());
				const hers = rows.filter(({ person_id }) => person_id === one.personId);
				expect(hers.length, `${place} shows her and says so nowhere`).toBeGreaterThan(0);
				expect(
					hers.map(({ reason }) => reason),
					place
				).not.toContain(null);
			}
			const known = ['', '/invite', '/tell/[event]', '/tell/[event]/done', '/unlink/[thing]'].map((rest) => `/console/cases/[id]${rest}`);
			expect(showing).toEqual(expect.arrayContaining(known));
		});

		it('a worker whom nothing leads here is asked first, by every page of the case but the one that tells', async () => {
			house.actor = workerAs(desk.ali);
			for (const [place, { load }] of ofCase().filter(([place]) => !place.includes('/tell/'))) {
				const { text, go } = await look(place, load);
				expect(shows(text), place).toEqual([]);
				if (go) expect(go).toBe(`/console/cases/${one.caseId}`);
			}
		});

		it('a task is its own reason', async () => {
			task = await aTask(db(), one, 'call_me', desk.ali);
			house.actor = workerAs(desk.ali);
			const [place, { load }] = doors.find(([place]) => place === '/console/tasks/[task]') ?? ['', {}];
			expect(shows((await look(place, load)).text)).toEqual(['name', 'detail']);
			expect(await logBy(db(), lastVisit())).toMatchObject([{ person_id: one.personId, reason: 'task.call_me' }]);
		});
	});

	describe('P19 a restricted case is not there for anybody else', () => {
		const restrict = (form: Record<string, string>) => {
			house.actor = workerAs(desk.helen, 'supervisor');
			const [place, door] = doors.find(([place]) => place.endsWith('/restrict')) ?? ['', {}];
			return visit(door.actions?.restrict ?? Promise.reject, place, { params: { id: one.caseId }, form });
		};

		it('only a supervisor restricts, and not without its contact', async () => {
			const refused = await restrict({ why: 'press' });
			expect(refused.status).toBe(422);
			expect(refused.text).toContain('Jo Lane');
			expect((await restrict({ why: 'press', worker: desk.jo })).go).toBe(`/console/cases/${one.caseId}/restrict`);
			house.actor = workerAs(desk.ali);
			const [place, door] = doors.find(([place]) => place.endsWith('/restrict')) ?? ['', {}];
			expect((await visit(door.load ?? Promise.reject, place, { params: { id: one.caseId } })).status).toBe(404);
		});

		it('no page names it, nor its people, nor its numbers', async () => {
			await aTask(db(), one, 'danger');
			for (const actor of [workerAs(desk.ali), workerAs(desk.sana, 'supervisor')]) {
				house.actor = actor;
				for (const [place, { load }] of doors.filter(([, { load }]) => load)) {
					const { status, text } = await look(place, load);
					expect(shows(text), place).toEqual([]);
					for (const id of [one.caseId, one.personId, one.eventId]) expect(text.includes(id), `${place} holds an id of it`).toBe(false);
					if (place.startsWith('/console/cases/')) expect(status, place).toBe(404);
				}
			}
		});

		it('no search finds it, by whatever is known of it', async () => {
			house.actor = workerAs(desk.ali);
			const [place, door] = doors.find(([place]) => place === '/console/people') ?? ['', {}];
			const born = { 'born-day': '4', 'born-month': '5', 'born-year': '1990' };
			const forms: Record<string, string>[] = [
				{ reference: canary.reference },
				{ phone: canary.phone, why: 'check' },
				{ name: canary.name, why: 'check' },
				{ name: canary.name, ...born, why: 'check' }
			];
			for (const form of forms) {
				const jar = new Map<string, string>();
				expect((await visit(door.actions?.find ?? Promise.reject, place, { form, jar })).go).toBe('/console/people');
				expect((await visit(door.load ?? Promise.reject, place, { jar })).text).toContain('"found":[]');
			}
		});

		it('no form does anything to it', async () => {
			house.actor = workerAs(desk.ali);
			const form = {
				...{ why: 'check', worker: desk.ali, role: 'care', person: one.personId, language: 'en', word: 'kettle', rhythm: '7', ref: 'X 1' },
				...{ agency: desk.agency, id: one.caseId, event: one.eventId, telling: one.tellingId, who: one.personId, task, case: one.caseId }
			};
			const answers = new Map<string, number>();
			for (const [place, { actions = {} }] of doors.filter(([place]) => /\/cases\/|\/tasks\/|nothing-new/.test(place)))
				for (const [name, act] of Object.entries(actions)) {
					// Its answer is a cookie of the worker's own; the page behind it is shut all the same.
					if (name === 'why') continue;
					const { status } = await visit(act, place, { ...placeOf(place), form });
					expect([404, 422], `${place} ${name}`).toContain(status);
					answers.set(`${place} ${name}`, status);
				}
			// A form that is filled in well finds nothing to work on; one that is not would be refused for that alone, and prove nothing.
			expect([...answers].filter(([, status]) => status === 404).map(([form]) => form)).toEqual(
				expect.arrayContaining(
					['references default', 'contact default', 'know default', 'invite default', 'unlink/[thing] unlink', 'rhythm default'].map(
						(rest) => `/console/cases/[id]/${rest}`
					)
				)
			);
		});

		it('those inside see what they saw, and the late report counts for everyone', async () => {
			house.actor = workerAs(desk.jo);
			const [place, { load }] = doors.find(([place]) => place === '/console') ?? ['', {}];
			expect(shows((await look(place, load)).text)).toEqual(['name']);
			house.actor = workerAs(desk.ali);
			const [report, { load: count }] = doors.find(([place]) => place === '/console/reports') ?? ['', {}];
			expect((await look(report, count)).status).toBe(200);
		});

		it('the question "is this the same person?" does not give it away', async () => {
			house.actor = workerAs(desk.ali);
			const [place, door] = doors.find(([place]) => place === '/console/people/new') ?? ['', {}];
			const form = {
				once: crypto.randomUUID(),
				name: canary.name,
				kind: 'crime',
				phone: canary.phone,
				'ref-1': canary.reference,
				'agency-1': desk.agency
			};
			const { go } = await visit(door.actions?.add ?? Promise.reject, place, { form });
			expect(go).toMatch(/^\/console\/cases\//);
			expect(go).not.toContain(one.caseId);
		});
	});
});
