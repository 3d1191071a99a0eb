export const sessions = new Map<string, { userId: string }>();
