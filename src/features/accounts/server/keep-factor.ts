import type { Passkey } from '#server/auth/passkey.ts';
import { Unreadable } from '#server/crypto/fault.ts';
import { openForDoor, sealForDoor, type DoorPlace } from '#server/crypto/instance.ts';
import type { KeyProvider } from '#server/crypto/key-provider.ts';
import { newId } from '#server/db/keyring.ts';
import { addFactorOnce } from '#server/db/queries/factors.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { DoorActor } from '#server/policy/actor.ts';

/** Whose way in is changed, as the log and other rooms are told: ids only. */
export type Owner = { id: string; kind: 'person' | 'worker' | 'agency'; subject: string };

const labelPlace = (id: string): DoorPlace => ({ table: 'factor', column: 'label_sealed', row: id });

/** The name the owner gave a passkey; null where there is none or it cannot be read. */
export function labelOf(provider: KeyProvider, id: string, sealed: Buffer | null): string | null {
	if (!sealed) return null;
	try {
		return openForDoor(provider, labelPlace(id), sealed);
	} catch (e) {
		if (e instanceof Unreadable) return null;
		throw e;
	}
}

/** Writes what happened to an account's ways in to its log; a person's also becomes a quiet question for the hub where she is at raised risk (accounts §2.1 (c), P6). */
export function noteFactor(
	ctx: Ctx<DoorActor>,
	{ kind, subject }: Owner,
	action: 'factor.added' | 'factor.removed',
	id: string,
	what: string
) {
	ctx.record({ action, objectId: id, personId: kind === 'person' ? subject : undefined, reason: what });
	if (kind === 'person') ctx.emit('account.changed', { person: subject });
}

/** Stores a passkey under its owner's account. @returns its id, or null when it is another account's already. */
export async function keepPasskey(ctx: Ctx<DoorActor>, owner: Owner, passkey: Passkey, label: string): Promise<string | null> {
	const { db, now } = ctx;
	const id = newId(now);
	const labelSealed = label ? sealForDoor(db.provider, labelPlace(id), label) : null;
	const row = { id, accountId: owner.id, kind: 'passkey', ...passkey, labelSealed, madeAt: now, confirmedAt: now } as const;
	if (!(await addFactorOnce(db, row))) return null;
	noteFactor(ctx, owner, 'factor.added', id, 'passkey');
	return id;
}
