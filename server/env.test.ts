import { describe, expect, it } from 'vitest'
import { readEnvironment } from './env'

describe('the environment', () => {
  it('needs nothing', () => {
    expect(readEnvironment({ PORT: '' })).toMatchObject({
      DATA_DIR: 'data',
      HOST: '127.0.0.1',
      PORT: 3000,
      SESSION_IDLE_HOURS: 2,
      databaseUrl: 'data/nianbao.db'
    })
  })
  it('may name a database server', () => {
    expect(readEnvironment({ DATABASE_URL: 'postgres://db/nianbao', PORT: '8080' })).toMatchObject({
      databaseUrl: 'postgres://db/nianbao',
      PORT: 8080
    })
  })
  it('sends mail only with a sender and an address for its links', () => {
    expect(() => readEnvironment({ SMTP_URL: 'smtp://127.0.0.1' })).toThrow(/MAIL_FROM: is needed.*PUBLIC_URL: is needed/)
    expect(() => readEnvironment({ PUBLIC_URL: 'nianbao.example' })).toThrow(/PUBLIC_URL: must be an address/)
    expect(
      readEnvironment({ SMTP_URL: 'smtps://127.0.0.1', MAIL_FROM: 'a@example.cn', PUBLIC_URL: 'https://nianbao.example/' })
    ).toMatchObject({ PUBLIC_URL: 'https://nianbao.example' })
  })
  it('names every variable that is wrong', () => {
    expect(() => readEnvironment({ PORT: 'abc', DATABASE_URL: 'mysql://x' })).toThrow(
      /DATABASE_URL: must begin with postgres.*PORT: must be a port number/
    )
  })
})
