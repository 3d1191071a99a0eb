import { handlers } from 'curfew/next';
import { curfew, options } from '../../../lib/curfew.js';

// POST /auth/refresh, /auth/logout … GET, DELETE /auth/sessions …
export const { GET, POST, DELETE } = handlers(curfew, options);
