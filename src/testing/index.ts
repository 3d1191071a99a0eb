export {
  adapterContract,
  type AdapterServer,
  type AdapterSetup,
  type ServeAdapter,
} from './adapter-contract.ts';
export { storeContract, type OpenStore, type TestFunction } from './store-contract.ts';
export { expectFinalLogout, type FinalLogoutOptions } from './final-logout/index.ts';
export type { AppLogin, AppStep } from './final-logout/person.ts';
export type { AppFetch, AppRequest } from './final-logout/request.ts';
export type { SignedIn } from './final-logout/signed-in.ts';
