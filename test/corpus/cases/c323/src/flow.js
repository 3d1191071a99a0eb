// @flow
import type { Session } from './types';

export const end = async (sessions: Map<string, Session>, id: string): Promise<void> => {
  sessions.delete(id);
};
