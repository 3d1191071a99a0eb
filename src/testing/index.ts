export { storeContract, type OpenStore, type TestFunction } from './store-contract.ts';
