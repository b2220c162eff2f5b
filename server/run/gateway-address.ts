import { lookup } from 'node:dns/promises'
import { BlockList, isIP, isIPv6 } from 'node:net'

/** Loopback, private, link-local, shared and reserved networks: nothing an outside gateway has. */
const INSIDE = new BlockList()
for (const [net, bits] of [
  ...[['0.0.0.0', 8] as const, ['10.0.0.0', 8] as const, ['100.64.0.0', 10] as const, ['127.0.0.0', 8] as const],
  ...[['169.254.0.0', 16] as const, ['172.16.0.0', 12] as const, ['192.0.0.0', 24] as const, ['192.168.0.0', 16] as const],
  ...[['198.18.0.0', 15] as const, ['224.0.0.0', 4] as const, ['240.0.0.0', 4] as const]
])
  INSIDE.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8]
] as const)
  INSIDE.addSubnet(net, bits, 'ipv6')

/** Whether an address is one of ours rather than of the world. A mapped address counts as the one inside. */
export function isInside(address: string): boolean {
  if (isIP(address) === 0) return true
  return INSIDE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/**
 * Where the address of a gateway leads now, and whether nothing may be sent there: it lies inside and is not among the hosts that may
 * (`WEBHOOK_INSIDE`). Rejects where its name has no address.
 */
export async function findGateway(
  url: URL,
  allowed: readonly string[]
): Promise<{ address: string; family: number; isForbidden: boolean }> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const { address, family } = await lookup(host)
  return { address, family, isForbidden: !allowed.includes(host) && isInside(address) }
}
