const { IDP_URL, IDP_CLIENT, IDP_SECRET } = process.env;

const basic = 'Basic ' + Buffer.from(`${IDP_CLIENT}:${IDP_SECRET}`).toString('base64');

export async function revoke(token: string, hint: 'access_token' | 'refresh_token'): Promise<void> {
  const res = await fetch(`${IDP_URL}/oauth2/revoke`, {
    method: 'POST',
    headers: { Authorization: basic, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token, token_type_hint: hint }),
  });
  if (!res.ok) throw new Error(`revoke: ${res.status}`);
}
