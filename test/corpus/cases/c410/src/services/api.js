import axios from 'axios';

const client = axios.create({ baseURL: '/api/v2', timeout: 15000 });

export const login = (username, password) => client.post('/tokens', { username, password });
export const refresh = (refreshToken) => client.post('/tokens/refresh', { refreshToken });
export const fetchProjects = (params) => client.get('/projects', { params });
export const fetchProject = (id) => client.get(`/projects/${id}`);
