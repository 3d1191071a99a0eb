export {
  adapterContract,
  type AdapterServer,
  type AdapterSetup,
  type ServeAdapter,
} from './adapter-contract.ts';
export { storeContract, type OpenStore, type TestFunction } from './store-contract.ts';
