export { plugin as default } from './plugin.ts';
export type { CurfewConfig, CurfewPlugin } from './plugin.ts';
