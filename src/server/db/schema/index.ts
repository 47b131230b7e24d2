export * from './cases.ts';
export * from './door.ts';
export * from './feeds.ts';
export * from './house.ts';
export * from './people.ts';
export * from './vault.ts';
