import { guard } from 'curfew/next';
import { curfew, options } from '../../lib/curfew.js';

export const GET = guard(curfew, options)((request, { auth }) => Response.json({ sub: auth.subject }));
