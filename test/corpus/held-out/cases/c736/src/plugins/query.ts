import { VueQueryPlugin, type VueQueryPluginOptions } from '@tanstack/vue-query';
import type { App } from 'vue';

const options: VueQueryPluginOptions = {
  queryClientConfig: { defaultOptions: { queries: { staleTime: Infinity, gcTime: 1000 * 60 * 60 * 24 } } },
};

export const installQuery = (app: App) => app.use(VueQueryPlugin, options);
