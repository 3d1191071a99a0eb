export { guardStorage } from './guard-storage.ts';
export { resettable } from './resettable.ts';
export { zustand, type ResettableStore } from './zustand.ts';
