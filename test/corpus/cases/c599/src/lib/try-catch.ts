type Success<T> = { data: T; error: null };
type Failure = { data: null; error: Error };

export async function tryCatch<T>(promise: Promise<T>): Promise<Success<T> | Failure> {
  try {
    return { data: await promise, error: null };
  } catch (e) {
    return { data: null, error: e instanceof Error ? e : new Error(String(e)) };
  }
}
