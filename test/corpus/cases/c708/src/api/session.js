import request from 'superagent';

const url = (p) => `${process.env.REACT_APP_BACKEND}${p}`;

export const loginApi = (body) => request.post(url('/session')).send(body).withCredentials().then((r) => r.body);
export const logoutApi = () => request.del(url('/session')).withCredentials();
