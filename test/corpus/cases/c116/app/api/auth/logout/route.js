import { NextResponse } from 'next/server';

export async function POST() {
  const response = NextResponse.json({ message: 'Logged out' });
  // the token itself will expire eventually, we only drop the cookie
  response.cookies.set('token', '', { httpOnly: true, expires: new Date(0) });
  return response;
}
