export { guardStorage, type GuardedStorage } from './guard-storage.ts';
export { jotai } from './jotai.ts';
