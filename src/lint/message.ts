import type { Finding } from './finding.ts';

/** What a finding says, and that it is not proven where it is not. */
export function messageOf({ message, certainty }: Pick<Finding, 'message' | 'certainty'>): string {
  return certainty === 'cannot-see-callee' ? `${message} It calls what could not be read.` : message;
}
