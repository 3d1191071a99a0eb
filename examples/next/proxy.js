import { createProxy } from 'curfew/next';
import { curfew, options } from './lib/curfew.js';

/** Everything needs a live token, but for these. */
export const proxy = createProxy(curfew, { ...options, open: ['/auth'], signIn: '/login' });
