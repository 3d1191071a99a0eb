export { cacheStorage } from './cache-storage.ts';
export { indexedDb } from './indexed-db.ts';
export { opfs } from './opfs.ts';
export { serviceWorkers } from './service-workers.ts';
export { sockets, type Closable } from './sockets.ts';
export { webStorage, type WebStorageKeys } from './web-storage.ts';
