import { verifyAccess } from '../lib/tokens.mjs';

const policy = (principalId, effect, resource, context) => ({
  principalId,
  context,
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }],
  },
});

export const handler = async (event) => {
  const token = (event.authorizationToken || '').replace('Bearer ', '');
  try {
    const claims = verifyAccess(token);
    return policy(claims.sub, 'Allow', event.methodArn.replace(/\/.*$/, '/*'), { sid: claims.sid });
  } catch (e) {
    console.log(JSON.stringify({ level: 'info', reason: e.code }));
    throw new Error('Unauthorized');
  }
};
