import './listeners/session.listener.js';
import './listeners/mail.listener.js';

export { bus, Events } from './bus.js';
