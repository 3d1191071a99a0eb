export { apollo } from './apollo.ts';
