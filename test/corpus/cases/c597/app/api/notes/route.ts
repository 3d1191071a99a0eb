import { headers } from 'next/headers';
import { NextResponse } from 'next/server';
import { z } from 'zod';
import { sql } from '@/lib/neon';

const noteSchema = z.object({ title: z.string().min(1).max(120), body: z.string().max(10_000) });

export async function GET() {
  const userId = (await headers()).get('x-user-id');
  const rows = await sql`select id, title, updated_at from notes where owner = ${userId} order by updated_at desc`;
  return NextResponse.json(rows);
}

export async function POST(req: Request) {
  const userId = (await headers()).get('x-user-id');
  const parsed = noteSchema.safeParse(await req.json());
  if (!parsed.success) return NextResponse.json({ error: parsed.error.format() }, { status: 400 });
  const [row] = await sql`
    insert into notes (owner, title, body) values (${userId}, ${parsed.data.title}, ${parsed.data.body}) returning id`;
  return NextResponse.json(row, { status: 201 });
}
