/** Where the open feed is: any site may ask for it by any verb, and reads only. Imported by server.js as it stands: Node strips the types. */
export const isOpenData = (path: string): boolean => path === '/api/oruk' || path.startsWith('/api/oruk/');
