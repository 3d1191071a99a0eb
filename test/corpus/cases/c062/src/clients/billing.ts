import jwt from 'jsonwebtoken';

export async function charge(customer: string, cents: number): Promise<Response> {
  const token = jwt.sign({ iss: 'shop', aud: 'billing' }, process.env.BILLING_KEY as string, { expiresIn: 60 });
  return fetch(`${process.env.BILLING_URL}/charges`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ customer, cents }),
  });
}
