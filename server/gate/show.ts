import { revalidatePath } from 'next/cache'

/** What an action answers; where it did something, the pages under `path` are rendered anew. */
export function show<R extends { ok: boolean }>(path: string, answer: R): R {
  if (answer.ok) revalidatePath(path, 'layout')
  return answer
}
