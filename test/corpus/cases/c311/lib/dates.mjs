export const DAY = 24 * 60 * 60 * 1000;
export const addDays = (date, days) => new Date(date.getTime() + days * DAY);
export const isExpired = (date, now = new Date()) => date < now;
