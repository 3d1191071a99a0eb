export const keys = {
  access: (sid) => `auth:${sid}:access`,
  refresh: (sid) => `auth:${sid}:refresh`,
}
