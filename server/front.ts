/** Who sent a request: `address` is '' if it is not known. */
export type Client = { address: string; isHttps: boolean }

export function clientOf(headers: { get(name: string): string | null }): Client {
  return { address: headers.get('x-forwarded-for') ?? '', isHttps: headers.get('x-forwarded-proto') === 'https' }
}
