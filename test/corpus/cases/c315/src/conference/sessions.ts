export interface Session {
  id: string;
  title: string;
  speaker: string;
  room: string;
}

const sessions: Session[] = [];

export const addSession = (session: Session): number => sessions.push(session);
export const sessionsIn = (room: string): Session[] => sessions.filter((session) => session.room === room);
