import type { Actor } from './actor.ts';

const person = (actor: Actor) => actor.kind === 'person';
/** Who works with people's records: a commissioner, who only counts, does not. */
const worker = (actor: Actor) => actor.kind === 'worker' && actor.roles.some((role) => role !== 'commissioner');
const counting = (actor: Actor) => actor.kind === 'worker';
const agency = (actor: Actor) => actor.kind === 'agency';
const supervisor = (actor: Actor) => actor.kind === 'worker' && actor.roles.includes('supervisor');

/** Everything anyone can do here, and who may do it. The only place that decides; what is not here does not compile. */
const rules = {
	'page.own': person,
	'case.read.own': person,
	'update.ask.own': person,
	'heard.answer.own': person,
	'event.hide.own': person,
	'right.use.own': person,
	'court.ask.own': person,
	'need.read.own': person,
	'need.answer.own': person,
	'contact.read.own': person,
	'contact.change.own': person,
	'account.read.own': person,
	'account.change.own': person,
	'account.close.own': person,
	'look.read.own': person,
	'look.ask.own': person,
	'held.read.own': person,
	'held.take.own': person,
	'erase.ask.own': person,
	'helper.change.own': person,
	'helping.read.own': person,
	'restorative.ask.own': person,
	'ask.join.own': person,
	'due.read': worker,
	'person.add': worker,
	'person.invite': worker,
	'case.find': worker,
	'case.read': worker,
	'event.record': worker,
	'telling.record': worker,
	'number.show': worker,
	'contact.name': worker,
	'need.record': worker,
	'contact.change': worker,
	'reference.unlink': worker,
	'task.settle': worker,
	'task.give': worker,
	'list.keep': worker,
	'call.record': worker,
	'court.record': worker,
	'report.read': counting,
	'feed.read': worker,
	'team.read': supervisor,
	'team.change': supervisor,
	'case.restrict': supervisor,
	'acquaintance.declare': worker,
	'acquaintance.lift': supervisor,
	'glass.break': worker,
	'look.read': supervisor,
	'look.withhold': supervisor,
	'keeping.read': worker,
	'keeping.change': supervisor,
	'hold.set': supervisor,
	'erase.decide': supervisor,
	'breach.read': worker,
	'breach.settle': supervisor,
	'account.read.staff': (actor: Actor) => counting(actor) || agency(actor),
	'account.change.staff': (actor: Actor) => counting(actor) || agency(actor),
	'agency.home': agency,
	'helper.settle': worker,
	'restorative.record': worker,
	'directory.read': worker,
	'directory.change': worker,
	'directory.approve': worker,
	'directory.accredit': supervisor,
	'source.change': supervisor,
	'service.read.agency': agency,
	'service.change.agency': agency,
	'share.read.own': person,
	'share.answer.own': person,
	'share.read': worker,
	'share.ask': worker,
	'ask.read': worker,
	'ask.settle': worker,
	'safety.share': worker,
	'safety.settle': supervisor,
	'share.read.agency': agency,
	'share.move.agency': agency,
	'ask.send.agency': agency,
	'message.read.own': person,
	'message.write.own': person,
	'message.read': worker,
	'message.answer': worker,
	'notice.read': worker,
	'notice.settle': worker
} as const satisfies Record<string, (actor: Actor) => boolean>;

export type Permission = keyof typeof rules;
/** Every permission, in the order of the table: docs/permissions.md is made from it. */
export const permissions = Object.keys(rules) as Permission[];

/** Decides whether this actor may do this at all; row by row the database decides again. */
export const can = (actor: Actor, permission: Permission): boolean => rules[permission](actor);
