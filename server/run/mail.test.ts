import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '@/db/engine/client'
import { addNotices, listNotices } from '@/db/people/notices'
import { addUser } from '@/db/people/users'
import { readEnvironment } from '@/server/base/env'
import { listWorks, runWorks } from './background'
import { type Mailer, openMailer, sendMails } from './mail'

const start = new Date('2026-01-20T02:00:00Z')
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

describe('e-mail', () => {
  let folder: string
  let store: Store
  let server: SMTPServer
  let mailer: Mailer
  let letters: string[] = []
  let refusal: { code: number; words: string } | undefined

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nianbao-mail-'))
    store = await openStore(join(folder, 'test.db'))
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) =>
        done(refusal ? Object.assign(new Error(refusal.words), { responseCode: refusal.code }) : null),
      onData: (stream, { envelope }, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          letters.push(`${envelope.rcptTo.map(({ address }) => address).join()}\n${Buffer.concat(parts)}`)
          done()
        })
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.server.address() as AddressInfo
    const environment = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'nianbao@example.cn', PUBLIC_URL: 'https://nianbao.example' }
    mailer = openMailer(readEnvironment(environment)) as Mailer
  })
  afterAll(async () => {
    mailer.close()
    await new Promise<void>((resolve) => server.close(resolve))
    await store.close()
    rmSync(folder, { recursive: true })
  })
  beforeEach(async () => {
    letters = []
    refusal = undefined
    await store.tx(async (db) => {
      await db.delete(store.t.notices)
    })
  })

  const newUser = async (name: string, email: string | null) => {
    const id = (await addUser(store, { name, password: null, now: start })) as number
    await store.tx(async (db) => {
      await db.update(store.t.users).set({ email }).where(eq(store.t.users.id, id))
    })
    return id
  }
  const tell = (users: number[], text: string) =>
    store.tx((db) => addNotices({ read: db, t: store.t }, users, { report: null, text, on: start }))

  it('is not sent where no mail server is configured', () => {
    expect(openMailer(readEnvironment({}))).toBeUndefined()
  })

  it('goes out once to those who have an address, with a link; the inbox has it anyway', async () => {
    const [reached, silent] = [await newUser('reached', 'reached@example.cn'), await newUser('silent', null)]
    await tell([reached, silent], '甲市民政局 2025 年年报：提交审核')
    await Promise.all([sendMails(store, mailer, start), sendMails(store, mailer, start)])
    await sendMails(store, mailer, later(60))
    expect(letters).toHaveLength(1)
    const [letter = ''] = letters
    expect(letter.split('\n')[0]).toBe('reached@example.cn')
    const body = Buffer.from(
      letter
        .split(/\r?\n\r?\n/)
        .slice(1)
        .join(''),
      'base64'
    ).toString('utf8')
    expect(body).toContain('甲市民政局 2025 年年报：提交审核')
    expect(body).toContain('https://nianbao.example/inbox')
    expect(await listNotices(store, silent)).toHaveLength(1)
  })

  it('is tried again with growing pauses while the server cannot take it, for three days', async () => {
    await tell([await newUser('patient', 'patient@example.cn')], '退回修改')
    refusal = { code: 451, words: 'try again later' }
    const tries = async (minutes: number) =>
      sendMails(store, mailer, later(minutes)).then(
        () => 'nothing due',
        () => 'failed'
      )
    expect([await tries(0), await tries(0.5), await tries(1), await tries(2), await tries(3)]).toEqual([
      'failed',
      'nothing due',
      'failed',
      'nothing due',
      'failed'
    ])
    expect(await tries(72 * 60 + 1)).toBe('nothing due')
    refusal = undefined
    await sendMails(store, mailer, later(60))
    expect(letters).toHaveLength(1)
  })

  it('is given up when the server refuses it for good', async () => {
    await tell([await newUser('gone', 'gone@example.cn')], '审核通过')
    refusal = { code: 550, words: 'no such mailbox' }
    await sendMails(store, mailer, start)
    refusal = undefined
    await sendMails(store, mailer, later(600))
    expect(letters).toEqual([])
  })

  it('does not keep the clock from its other work when the server is down', async () => {
    await tell([await newUser('unlucky', 'unlucky@example.cn')], '提交审核')
    const down = openMailer(readEnvironment({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@example.cn', PUBLIC_URL: 'http://a.cn' }))
    const done: string[] = []
    const works = listWorks(store, down).map((work) => ({
      ...work,
      run: async (now: Date) => {
        await work.run(now)
        done.push(work.name)
      }
    }))
    await runWorks([...works, { name: 'last', run: async () => void done.push('last') }], start)
    expect(done).toEqual(['claims', 'reminders', 'night', 'last'])
    await runWorks(works, later(1))
    expect(done.filter((name) => name === 'reminders')).toHaveLength(1)
  })
})
