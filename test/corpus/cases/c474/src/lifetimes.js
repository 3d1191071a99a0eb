const HOUR = 60 * 60

export const ACCESS_TTL = 12 * HOUR
export const REFRESH_TTL = 30 * 24 * HOUR
