import { CurfewError } from '../core/errors.ts';
import type { Receipt } from '../core/recorder.ts';
import { NotRecorded } from './errors.ts';

/** Says plainly what a failure means: whoever asked must not believe that anybody is signed out. */
export async function recorded(work: () => Promise<Receipt>): Promise<Receipt> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CurfewError) || error.status !== 503) throw error;
    throw new NotRecorded('the logout could not be recorded, the token is still alive: try again', {
      cause: error,
    });
  }
}
