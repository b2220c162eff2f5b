// A minimal durable save of one cell: node:http, one transaction, the same row and the same log, no session, no permission, no
// comparison.
import { createServer } from 'node:http'
import { join } from 'node:path'
import Database from 'better-sqlite3'

const database = new Database(join(process.env.DATA_DIR ?? '', 'plain.db'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec(`
  CREATE TABLE cells (report INTEGER, at TEXT, text TEXT, was TEXT, "by" INTEGER, "on" INTEGER, PRIMARY KEY (report, at)) WITHOUT ROWID;
  CREATE TABLE changes (id INTEGER PRIMARY KEY, report INTEGER, at TEXT, was TEXT, now TEXT, how TEXT, save_id TEXT, "by" INTEGER, "on" INTEGER);
`)
const keep = database.prepare(
  'INSERT INTO cells VALUES (@report, @at, @now, @was, 1, @on) ON CONFLICT DO UPDATE SET text = excluded.text, was = excluded.was, "on" = excluded."on"'
)
const log = database.prepare(
  'INSERT INTO changes (report, at, was, now, how, save_id, "by", "on") VALUES (@report, @at, @was, @now, @how, @saveId, 1, @on)'
)
const save = database.transaction((rows) => {
  for (const row of rows) {
    keep.run(row)
    log.run(row)
  }
})

createServer((request, response) => {
  /** @type {Buffer[]} */
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    if (request.method === 'POST') {
      const [report, { saveId, cells }] = JSON.parse(Buffer.concat(parts).toString())
      const on = Date.now()
      save(cells.map((/** @type {object} */ cell) => ({ ...cell, report, saveId, on })))
    }
    response.setHeader('Content-Type', 'application/json')
    response.end('{"ok":true,"conflicts":[]}')
  })
}).listen(Number(process.env.PORT), '127.0.0.1')
