import { io } from 'socket.io-client';

const socket = io('/', { withCredentials: true });

socket.on('forceLogout', () => window.location.assign('/login'));
socket.on('news', (headline: string) => document.title = headline);
