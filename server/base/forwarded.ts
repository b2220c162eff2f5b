import { subscribe } from 'node:diagnostics_channel'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Who sent a request: `address` as `clientOf` gives it, '' if it is not known. */
export type Client = { address: string; isHttps: boolean }

/**
 * Normalizes the forwarding headers of every request before anything reads them: `x-forwarded-for` then holds one address,
 * `x-forwarded-proto` is `http` or `https`, and `x-forwarded-host` is there only if a trusted proxy set it. What clients
 * themselves send is dropped. To be called once, before the server listens.
 */
export function settleClients(trusted: readonly string[]): void {
  const proxies = listProxies(trusted)
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    settleClient(request.headers, request.socket.remoteAddress ?? '', proxies)
  })
}

/** Rewrites the headers of one request that came from `peer`. */
export function settleClient(headers: IncomingHttpHeaders, peer: string, proxies: BlockList): void {
  const said = isAmong(proxies, peer) ? readForwarded(headers) : undefined
  const address = said ? findClient([...said.addresses, peer], proxies) : plainAddress(peer)
  delete headers.forwarded
  delete headers['x-forwarded-port']
  delete headers['x-forwarded-host']
  headers['x-forwarded-for'] = address
  headers['x-forwarded-proto'] = said?.isHttps ? 'https' : 'http'
  if (said?.host) headers['x-forwarded-host'] = said.host
}

/**
 * The client of a request as `settleClients` left its headers. `address` is an IPv4 address or the /64 network of an IPv6
 * address (`2001:db8:1:2::/64`): what one subscriber has, so the key for rate limits.
 */
export function clientOf(headers: { get(name: string): string | null }): Client {
  const address = headers.get('x-forwarded-for') ?? ''
  return { address: isIP(address) === 6 ? `${networkOf(address)}::/64` : address, isHttps: headers.get('x-forwarded-proto') === 'https' }
}

/** Addresses and networks (`10.0.0.0/8`) as a set. */
export function listProxies(trusted: readonly string[]): BlockList {
  const proxies = new BlockList()
  for (const one of trusted) {
    const [address = '', bits] = one.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) proxies.addAddress(address, family)
    else proxies.addSubnet(address, Number(bits), family)
  }
  return proxies
}

/** Whether this is an address or a network that `listProxies` understands. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

type Said = { addresses: string[]; isHttps: boolean; host: string | undefined }

/**
 * The forwarding headers, client first. X-Forwarded-* wins over `Forwarded`: nearly every proxy writes the former, and a
 * `Forwarded` beside it was most likely passed through from the client.
 */
function readForwarded(headers: IncomingHttpHeaders): Said {
  const hops = readHops(listOf(headers.forwarded).join(','))
  const named = (name: string) => listOf(headers[`x-forwarded-${name}`])
  const first = (name: string) => named(name)[0] ?? hops.find((hop) => hop[name])?.[name]
  return {
    addresses: named('for').length > 0 ? named('for') : hops.map((hop) => hop.for ?? ''),
    // Of several proxies the first one spoke to the client.
    isHttps: first('proto')?.toLowerCase() === 'https',
    host: first('host')
  }
}

function listOf(header: string | string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap((line) => line.split(','))
    .map((one) => one.trim())
    .filter(Boolean)
}

/** RFC 7239: `for=192.0.2.1;proto=https, for="[2001:db8::1]:4711"`. */
function readHops(line: string): Record<string, string>[] {
  return line
    .split(',')
    .map((hop) =>
      Object.fromEntries(
        [...hop.matchAll(/([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/gi)].map(([, name = '', quoted, plain]) => [
          name.toLowerCase(),
          quoted ?? plain ?? ''
        ])
      )
    )
}

/** The last address that is no trusted proxy; the client may have forged everything before it. */
function findClient(addresses: readonly string[], proxies: BlockList): string {
  let client = ''
  for (const one of addresses.toReversed()) {
    const address = plainAddress(one)
    // `unknown` or an obfuscated name: the proxy that wrote it is the last known address.
    if (!address) return client
    client = address
    if (!isAmong(proxies, address)) return client
  }
  return client
}

/** Without brackets, port, zone and IPv4-mapped prefix; '' if it is no address. */
function plainAddress(text: string): string {
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const address = bare.replace(/%.*$/, '').replace(/^::ffff:(?=[\d.]+$)/i, '')
  return isIP(address) ? address : ''
}

function isAmong(proxies: BlockList, text: string): boolean {
  const address = plainAddress(text)
  return address !== '' && proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** The first four groups of an IPv6 address. */
function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail === undefined ? [] : tail.split(':').filter(Boolean)
  // A dotted IPv4 tail counts as two groups.
  const missing = 8 - groups.length - rest.length - (rest.at(-1)?.includes('.') ? 1 : 0)
  return [...groups, ...Array(tail === undefined ? 0 : Math.max(0, missing)).fill('0'), ...rest]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
