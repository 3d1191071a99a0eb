import { rule } from '../../../test/support/lint.ts';

const logout = (does: string): Record<string, string> => ({
  'src/code.js': `const express = require('express'); const { producer, sqs, inngest, mailer, client, storage, worker } = require('./infra');
const app = express();
app.post('/logout', async (req, res) => { ${does} res.clearCookie('t').sendStatus(204); });`,
});

rule('logout-no-backend-effect', {
  wrong: {
    'a letter': logout("await mailer.send({ to: req.user.email, text: 'bye' });"),
    'what is counted': logout(
      "await producer.send({ topic: 'analytics', messages: [{ key: req.user.id }] });",
    ),
    'a raw command that reads': logout("await client.call('GET', `visits:${req.user.id}`);"),
  },
  right: {
    'a topic': logout("await producer.send({ topic: 'session.ended', messages: [{ key: req.sid }] });"),
    'a queue': logout(
      'await sqs.send(new SendMessageCommand({ QueueUrl: process.env.Q, MessageBody: JSON.stringify({ sid: req.sid }) }));',
    ),
    'a function elsewhere': logout("await inngest.send({ name: 'auth/out', data: { sid: req.sid } });"),
    'a worker': logout('worker.postMessage({ end: req.sid });'),
    'a raw command': logout("await client.sendCommand(['DEL', `s:${req.sid}`]);"),
    'a raw command that is not to be seen': logout('await client.send_command(...commandFor(req.sid));'),
    'a script': logout("await client.eval(`redis.call('DEL', KEYS[1])`, 1, req.sid);"),
    'a storage of the server': logout('await storage.removeItem(`login:${req.sid}`);'),
  },
});
