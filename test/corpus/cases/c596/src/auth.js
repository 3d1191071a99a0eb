import { verifySmsCode, requestSmsCode } from './sms.js';
import { Driver } from './models/driver.js';

export default async function auth(app) {
  app.post('/code', async (request) => {
    await requestSmsCode(request.body.phone);
    return { sent: true };
  });

  app.post('/token', async (request, reply) => {
    const { phone, code } = request.body;
    if (!(await verifySmsCode(phone, code))) return reply.unauthorized('wrong code');

    const driver = await Driver.findOneAndUpdate({ phone }, { lastSeen: new Date() }, { upsert: true, new: true });
    const token = app.jwt.sign({ id: driver.id, kind: 'driver', city: driver.city });
    return { token };
  });
}
