import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { clientOf, isNetwork, listProxies, settleClient, settleClients } from './forwarded'

const TRUSTED = ['127.0.0.0/8', '::1', '10.1.0.0/16']

function settle(peer: string, headers: Record<string, string>, trusted = TRUSTED) {
  const settled: Record<string, string | undefined> = { ...headers }
  settleClient(settled, peer, listProxies(trusted))
  return settled
}

const clientBehind = (peer: string, headers: Record<string, string>) => {
  const settled = settle(peer, headers)
  return clientOf({ get: (name) => settled[name] ?? null })
}

describe('the client of a request', () => {
  it('is the peer itself, whatever he says, unless he is a trusted proxy', () => {
    const said = {
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=1.2.3.4'
    }
    expect(settle('203.0.113.7', said)).toEqual({ 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'http' })
    expect(clientBehind('::ffff:203.0.113.7', said)).toEqual({ address: '203.0.113.7', isHttps: false })
    expect(clientBehind('', said)).toEqual({ address: '', isHttps: false })
    expect(clientBehind('127.0.0.1', {})).toEqual({ address: '127.0.0.1', isHttps: false })
  })

  it('is the last address no trusted proxy has, not the one a client put in front', () => {
    expect(clientBehind('127.0.0.1', { 'x-forwarded-for': '1.2.3.4, 203.0.113.7' }).address).toBe('203.0.113.7')
    expect(clientBehind('127.0.0.1', { 'x-forwarded-for': '1.2.3.4, 203.0.113.7, 10.1.2.3' }).address).toBe('203.0.113.7')
    expect(clientBehind('127.0.0.1', { 'x-forwarded-for': '10.1.9.9, 10.1.2.3' }).address).toBe('10.1.9.9')
    expect(clientBehind('127.0.0.1', { 'x-forwarded-for': '1.2.3.4, unknown' }).address).toBe('127.0.0.1')
    expect(clientBehind('127.0.0.1', { 'x-forwarded-for': '203.0.113.7:50123' }).address).toBe('203.0.113.7')
  })

  it('is read from RFC 7239 as well, and X-Forwarded-For holds where both stand', () => {
    const forwarded = 'for=1.2.3.4;proto=http, For="203.0.113.7:4711" ; Proto=HTTPS;host="nianbao.example", for=10.1.2.3;by=127.0.0.1'
    expect(clientBehind('127.0.0.1', { forwarded })).toEqual({ address: '203.0.113.7', isHttps: false })
    expect(settle('::1', { forwarded: 'for="[2001:db8:1:2:3::4]:99";proto=https;host=nianbao.example' })).toEqual({
      'x-forwarded-for': '2001:db8:1:2:3::4',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'nianbao.example'
    })
    expect(clientBehind('127.0.0.1', { forwarded, 'x-forwarded-for': '198.51.100.9' }).address).toBe('198.51.100.9')
    for (const nonsense of ['for=', 'for=_hidden', '=;,,=', 'for="'])
      expect(clientBehind('127.0.0.1', { forwarded: nonsense })).toEqual({ address: '127.0.0.1', isHttps: false })
  })

  it('came by https if the first proxy met him so', () => {
    expect(clientBehind('127.0.0.1', { 'x-forwarded-proto': 'https,http' }).isHttps).toBe(true)
    expect(clientBehind('127.0.0.1', { 'x-forwarded-proto': 'HTTPS' }).isHttps).toBe(true)
    expect(clientBehind('127.0.0.1', { 'x-forwarded-proto': 'http, https' }).isHttps).toBe(false)
  })

  it('is counted by the network one subscriber has', () => {
    const of = (address: string) => clientBehind(address, {}).address
    expect(of('2001:0DB8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64')
    expect(of('2001:db8::1')).toBe('2001:db8:0:0::/64')
    expect(of('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
    expect(of('64:ff9b::192.0.2.1')).toBe('64:ff9b:0:0::/64')
    expect(of('1:2:3:4:5:6:7:8')).toBe('1:2:3:4::/64')
  })

  it('trusts nobody where nobody is named', () => {
    expect(settle('127.0.0.1', { 'x-forwarded-for': '1.2.3.4' }, [])['x-forwarded-for']).toBe('127.0.0.1')
  })

  it('is settled before a server of this process reads the request', async () => {
    settleClients(['127.0.0.1'])
    const server = createServer((request, response) => response.end(JSON.stringify(request.headers)))
    await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const answer = await fetch(url, { headers: { forwarded: 'for=203.0.113.7;proto=https', 'x-forwarded-port': '1' } })
    const headers = await answer.json()
    expect(headers).toMatchObject({ 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' })
    expect(headers).not.toHaveProperty('forwarded')
    expect(headers).not.toHaveProperty('x-forwarded-port')
    await new Promise((closed) => server.close(closed))
  })
})

it('networks are told from what is none', () => {
  for (const right of ['127.0.0.1', '::1', '10.0.0.0/8', 'fd00::/8', '0.0.0.0/0']) expect(isNetwork(right), right).toBe(true)
  for (const wrong of ['', 'proxy', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::1/129', '10.0.0', 'true'])
    expect(isNetwork(wrong), wrong).toBe(false)
})
