export const sessionCacheKey = (id: string) => `session/${id}`;
