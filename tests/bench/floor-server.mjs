import { createServer } from 'node:http';
import process from 'node:process';
import { brotliCompress, brotliCompressSync, constants } from 'node:zlib';
import postgres from 'postgres';

process.once('message', async (/** @type {{ port: number, url: string | null, page: Uint8Array }} */ { port, url, page }) => {
	const sql = url ? postgres(url, { max: 4, fetch_types: false }) : null;
	const bytes = Buffer.from(page);
	const kept = brotliCompressSync(bytes);
	const params = {
		[constants.BROTLI_PARAM_QUALITY]: 5,
		[constants.BROTLI_PARAM_LGWIN]: 16,
		[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
	};
	createServer(async (req, res) => {
		res.setHeader('content-type', 'text/html; charset=utf-8');
		res.setHeader('content-encoding', 'br');
		if (req.url === '/kept') return void res.end(kept);
		if (sql)
			await sql.begin((tx) => [tx`select id, kind from cases limit 1`, tx`select id, kind, source, occurred_from from event limit 12`]);
		brotliCompress(bytes, { params }, (_, body) => res.end(body));
	}).listen(port, '127.0.0.1', () => process.send?.('ready'));
});
process.on('SIGTERM', () => process.exit(0));
