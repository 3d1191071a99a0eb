export { createLogoutThunk } from './logout-thunk.ts';
export { epochMiddleware } from './epoch-middleware.ts';
export { guardStorage, type PromisedStorage } from './guard-storage.ts';
export { resettable } from './resettable.ts';
export { redux, reduxPersist, rtkQuery } from './steps.ts';
