import { expect, it } from 'vitest'
import { findGateway, isInside } from './gateway-address'

it('tells the networks of our own from those of the world', () => {
  const inside = [
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    'x'
  ]
  expect(inside.filter((address) => !isInside(address))).toEqual([])
  expect(['8.8.8.8', '172.32.0.1', '2001:4860:4860::8888'].filter(isInside)).toEqual([])
})

it('an address is inside however it is written, and allowed only by the name it is written with', async () => {
  const written = [
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]:8080/in',
    'http://localhost/',
    'http://[::ffff:10.0.0.1]/'
  ]
  for (const url of written) expect(await findGateway(new URL(url), ['10.1.2.3'])).toMatchObject({ isForbidden: true })
  expect(await findGateway(new URL('http://10.1.2.3:8080/in'), ['10.1.2.3'])).toEqual({
    ...{ address: '10.1.2.3', family: 4, isForbidden: false }
  })
  expect(await findGateway(new URL('https://8.8.8.8/'), [])).toMatchObject({ isForbidden: false })
})
