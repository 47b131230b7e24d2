import { BlockList, isIP } from 'node:net';
import { FeedFault } from './feed-fault.ts';

const shut4 = new BlockList();
// IANA's special-purpose registry: this host, private, shared (CGNAT), loopback, link-local with the metadata of clouds, documentation, benchmarks, multicast, reserved.
for (const [address, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.31.196.0', 24],
	['192.52.193.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['192.175.48.0', 24],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 4],
	['240.0.0.0', 4]
] as const)
	shut4.addSubnet(address, bits, 'ipv4');

const open6 = new BlockList();
open6.addSubnet('2000::', 3, 'ipv6');
const shut6 = new BlockList();
// Inside the open part: ways that carry an IPv4 address in them, and what is for documents.
for (const [address, bits] of [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['3fff::', 20]
] as const)
	shut6.addSubnet(address, bits, 'ipv6');

/** Whether an address is one of the open internet. Whatever is written in another form, or wraps an address inside another, is not (SSRF, ASVS 5.2.6). */
export function isPublicAddress(address: string): boolean {
	const kind = isIP(address);
	if (kind === 4) return !shut4.check(address, 'ipv4');
	if (kind !== 6 || address.includes('%')) return false;
	return open6.check(address, 'ipv6') && !shut6.check(address, 'ipv6');
}

/**
 * An address that a feed may be at: http or https, without a name and password in it, on a usual port. Which computer it leads to is checked when it is asked.
 * @throws FeedFault `address`, or `private` where it names a computer of ours
 */
export function feedAddress(text: string, base?: URL): URL {
	const url = URL.parse(text.trim(), base?.href);
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || text.length > 2000) throw new FeedFault('address');
	const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
	if (port < 1024 && port !== 80 && port !== 443) throw new FeedFault('address');
	url.hash = '';
	return url;
}

/** The host of an address as it is looked up: without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');
