import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** A wire to PostgreSQL that a test can hold up (nothing arrives, nothing is closed), let go, or cut. */
export type Wire = { url: string; stall(): void; flow(): void; cut(): void; close(): void };

/** A proxy in front of a database address. */
export async function aWire(address: string): Promise<Wire> {
	const to = new URL(address);
	const at = { port: Number(to.port), host: to.hostname };
	const sockets = new Set<Socket>();
	let isStalled = false;
	const join = (from: Socket, other: Socket) => {
		sockets.add(from);
		from.on('data', (bytes) => void (isStalled || other.write(bytes)));
		from.on('error', () => other.destroy());
		from.on('close', () => {
			sockets.delete(from);
			if (!isStalled) other.destroy();
		});
	};
	const server = createServer((client) => {
		const database = connect(at);
		join(client, database);
		join(database, client);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	to.port = String((server.address() as AddressInfo).port);
	to.hostname = '127.0.0.1';
	const cut = () => sockets.forEach((socket) => socket.resetAndDestroy());
	return {
		url: to.href,
		stall: () => void (isStalled = true),
		// What was sent meanwhile is lost: those connections cannot be used again.
		flow: () => {
			cut();
			isStalled = false;
		},
		cut,
		close: () => {
			cut();
			server.close();
		}
	};
}
