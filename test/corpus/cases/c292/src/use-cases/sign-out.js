export const makeSignOut =
  ({ sessionRepository, clock }) =>
  async ({ sessionId }) => {
    const session = await sessionRepository.byId(sessionId);
    if (!session) return { ok: true };
    session.endedAt = clock.now();
    await sessionRepository.save(session);
    return { ok: true };
  };
