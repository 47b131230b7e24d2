export * from './cases.ts';
export * from './directory-sources.ts';
export * from './directory.ts';
export * from './door.ts';
export * from './feeds.ts';
export * from './house.ts';
export * from './people.ts';
export * from './vault.ts';
