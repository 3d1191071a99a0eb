export { tanstack } from './tanstack.ts';
