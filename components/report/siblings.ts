/** Tabs of one person with the same report tell each other that something was saved. */
export function openSiblings(user: string, report: number, onSaved: () => void): { tell: () => void; close: () => void } {
  const channel = new BroadcastChannel(`saved ${user} ${report}`)
  channel.onmessage = onSaved
  return { tell: () => channel.postMessage(''), close: () => channel.close() }
}
