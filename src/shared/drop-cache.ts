/**
 * Deletes what this device keeps under a name, each thing by itself first: a browser lets the files of a whole cache lie as long as something still holds it, and somebody may search the
 * disk sooner (S-11).
 */
export async function dropCache(name: string): Promise<boolean> {
	const cache = await caches.open(name);
	await Promise.all((await cache.keys()).map((request) => cache.delete(request)));
	return caches.delete(name);
}
