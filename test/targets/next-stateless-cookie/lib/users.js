export const users = [{ id: 'usr_4711', email: 'alice@example.com', name: 'Alice Archer' }];

/**
 * @param {unknown} email
 * @param {unknown} password
 */
export function authenticate(email, password) {
  return password === process.env['PASSWORD'] ? users.find((user) => user.email === email) : undefined;
}
