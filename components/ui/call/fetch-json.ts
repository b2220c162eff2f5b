/** What a route of ours answers as JSON. Rejects where it cannot be reached, refuses, or leads away to the sign-in page. */
export async function fetchJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(path, { redirect: 'error', signal })
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`)
  return answer.json()
}
