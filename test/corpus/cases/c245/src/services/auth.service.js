import { http } from './http';

export const login = async (email, password) => (await http('/auth/login', { email, password })).user;
export const signOut = () => http('/auth/logout');
