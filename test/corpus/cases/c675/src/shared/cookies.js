const NAME = 'acme_sso';
const WEEK = 7 * 24 * 3600;

const issue = (value, domain) =>
  [`${NAME}=${value}`, `Domain=${domain}`, 'Path=/', `Max-Age=${WEEK}`, 'HttpOnly', 'Secure', 'SameSite=Lax'].join('; ');

const expire = () =>
  [`${NAME}=`, 'Path=/', 'Max-Age=0', 'HttpOnly', 'Secure', 'SameSite=Lax'].join('; ');

const read = (event) => {
  const found = (event.cookies || []).find((c) => c.startsWith(`${NAME}=`));
  return found ? found.slice(NAME.length + 1) : null;
};

module.exports = { issue, expire, read };
