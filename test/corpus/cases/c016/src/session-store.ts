interface Session {
  id: string;
  userID: string;
}

class InMemorySessionStore {
  private readonly sessions = new Map<string, Session>();

  async find(id: string): Promise<Session | undefined> {
    return this.sessions.get(id);
  }

  async save(session: Session): Promise<void> {
    this.sessions.set(session.id, session);
  }

  async remove(id: string): Promise<void> {
    this.sessions.delete(id);
  }
}

export const sessionStore = new InMemorySessionStore();
