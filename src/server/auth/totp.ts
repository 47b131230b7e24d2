import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;
const DIGITS = 6;

/** A new TOTP secret in base32, 160 bits. It is kept sealed (vault 4.1). */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The address an authenticator app reads from a QR code. `account` is a sign-in name, never a real name: it stays visible in the app. */
export const totpUri = ({ secret, issuer, account }: { secret: string; issuer: string; account: string }): string =>
	new TOTP({ issuer, label: account, secret: Secret.fromBase32(secret), period: PERIOD, digits: DIGITS }).toString();

/** What the door knows when it checks a code. `lastStep` is the step of the last code that was taken, or null. */
export type TotpTry = { secret: string; code: string; now: Date; lastStep: number | null };

/**
 * Checks a six-digit code, one step of 30 seconds early or late allowed. Gives the step to keep as the new `lastStep`, or null. A code works once: one
 * at or before `lastStep` is refused, so that a code read over someone's shoulder is worth nothing (ASVS 6.5.1).
 */
export function verifyTotp({ secret, code, now, lastStep }: TotpTry): { step: number } | null {
	const token = code.normalize('NFKC').replace(/\s/g, '');
	if (!/^\d{6}$/.test(token) || !/^[A-Z2-7]{16,}$/.test(secret)) return null;
	const totp = new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD, digits: DIGITS });
	const delta = totp.validate({ token, timestamp: now.getTime(), window: 1 });
	if (delta === null) return null;
	const step = Math.floor(now.getTime() / 1000 / PERIOD) + delta;
	return lastStep !== null && step <= lastStep ? null : { step };
}
