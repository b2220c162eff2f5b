import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const FENCES: Record<string, { allowed: string[]; refused: string[] }> = {
  report: {
    allowed: ['./ok', '@/report/check', 'zod'],
    refused: ['../ok', 'react', 'next/headers', 'node:fs', '@/db/reports/reports', '@/server/gate/gate']
  },
  components: {
    allowed: [
      './ok',
      '@/components/ui/dialog',
      '@/report/check',
      'react',
      'react-hook-form',
      '@mantine/core',
      'prosemirror-view',
      'next/link'
    ],
    refused: ['../ok', '@/server/gate/gate', '@/db/reports/reports', '@/app/layout', 'next/headers', 'node:fs', 'drizzle-orm']
  },
  db: {
    allowed: ['./ok', '@/report/check', 'drizzle-orm/pg-core', 'better-sqlite3', 'node:fs'],
    refused: ['../ok', 'react', 'next/headers', '@/server/gate/gate', '@/components/ui/dialog', '@/app/layout']
  },
  server: {
    allowed: ['./ok', '@/db/reports/reports', '@/report/check', 'next/headers', 'node:fs'],
    refused: [
      '../ok',
      'react',
      '@/components/ui/dialog',
      '@/app/layout',
      'readReport from @/db/reports/reports',
      'findSnapshot from @/db/reports/reports'
    ]
  },
  cli: {
    allowed: ['./ok', '@/server/files/word/word', '@/db/reports/reports', '@/report/check'],
    refused: ['../ok', 'react', 'next/headers', '@/app/layout', '@/components/ui/dialog']
  },
  app: {
    allowed: ['./ok', '@/components/ui/dialog', '@/server/gate/gate', '@/db/reports/reports', '@/report/check', 'next/headers'],
    refused: [
      '../ok',
      '@/db/engine/client',
      '@/db/schema',
      'drizzle-orm',
      'better-sqlite3',
      '@/app/sign-in/page',
      'readReport from @/db/reports/reports',
      'findSnapshot from @/db/reports/reports'
    ]
  }
}

let root: string
let refusals: Set<string>

/** The import that is planted: `a` from a module, or one of its names. */
const importOf = (what: string) => {
  const [from = '', name = 'a'] = what.split(' from ').reverse()
  return `import { ${name} } from '${from}'\nexport const b = ${name}\n`
}

const fileOf = (folder: string, place: 'allowed' | 'refused', i: number) => `${folder}/deep/${place}-${i}.ts`

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'fences-'))
  const config = JSON.parse(readFileSync('biome.json', 'utf8'))
  writeFileSync(join(root, 'biome.json'), JSON.stringify({ ...config, $schema: undefined, vcs: undefined }))
  for (const [folder, { allowed, refused }] of Object.entries(FENCES)) {
    mkdirSync(join(root, folder, 'deep'), { recursive: true })
    for (const [i, from] of allowed.entries()) {
      writeFileSync(join(root, fileOf(folder, 'allowed', i)), importOf(from))
    }
    for (const [i, from] of refused.entries()) {
      writeFileSync(join(root, fileOf(folder, 'refused', i)), importOf(from))
    }
  }
  refusals = lint(root)
})

afterAll(() => rmSync(root, { recursive: true }))

function lint(folder: string): Set<string> {
  const args = ['lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none', folder]
  try {
    return placesIn(execFileSync(join(process.cwd(), 'node_modules/.bin/biome'), args, { cwd: folder, encoding: 'utf8' }))
  } catch (error) {
    return placesIn((error as { stdout: string }).stdout)
  }
}

it('a fence names only what is there and what somebody imports', () => {
  const sources = globSync('{app,cli,components,db,report,server}/**/*.{ts,tsx,mjs}').map((file) => readFileSync(file, 'utf8'))
  const isImported = (name: string) => {
    const pattern = name.replaceAll(/[.+?^${}()|[\]\\/]/g, '\\$&').replaceAll('*', "[^']*")
    return sources.some((source) => new RegExp(`(?:from |import\\(|import )'${pattern}'`).test(source))
  }
  const { files, overrides } = JSON.parse(readFileSync('biome.json', 'utf8'))
  const rules = overrides.flatMap(({ linter }: Override) => linter.rules.style?.noRestrictedImports?.options ?? [])
  const named: string[] = rules.flatMap(({ paths = {}, patterns }: Fence) => [
    ...Object.keys(paths),
    ...patterns.flatMap(({ group }) => group)
  ])
  const allowed = named.map((name) => name.replace('!', '')).filter((name) => !/^\*\*$|^\.|^\*\.css$/.test(name))
  expect([...new Set(allowed)].filter((name) => !isImported(name))).toEqual([])
  const planted = Object.values(FENCES).flatMap(({ allowed, refused }) => [...allowed, ...refused])
  const local = planted.flatMap((name) => /@\/(.*)/.exec(name)?.[1] ?? [])
  expect(local.filter((path) => !['.ts', '.tsx'].some((ending) => existsSync(path + ending)) && !path.endsWith('/page'))).toEqual([])
  const left: string[] = files.includes.flatMap((path: string) => (path.startsWith('!') ? path.slice(1) : []))
  expect(left.filter((path) => !existsSync(path))).toEqual([])
})

type Fence = { paths?: object; patterns: { group: string[] }[] }
type Override = { linter: { rules: { style?: { noRestrictedImports?: { options?: Fence } } } } }

const placesIn = (output: string) => new Set([...output.matchAll(/file=([^,]+),/g)].map((match) => match[1] as string))

it('what lies beside the project is asked for by the tests that run apart, through one function', () => {
  const files = globSync('{app,bench,cli,components,db,e2e,report,scripts,server}/**/*.{ts,tsx,mts,mjs}')
  const naming = (words: string) => files.filter((file) => readFileSync(file, 'utf8').includes(words))
  // Written in two halves, or this file would be found itself.
  expect(naming(['..', 'shared'].join('/'))).toEqual([join('server', 'testing', 'shared.ts')])
  const asking = naming('/testing/shared').filter((file) => !file.startsWith('scripts'))
  expect(asking.filter((file) => !/\.corpus\.test\.ts$|^bench/.test(file))).toEqual([])
})

describe.each(Object.entries(FENCES))('%s/', (folder, { allowed, refused }) => {
  it.each(refused.map((from, i) => [from, i] as const))('may not import %s', (_, i) => {
    expect([...refusals].some((place) => place.endsWith(fileOf(folder, 'refused', i)))).toBe(true)
  })
  it.each(allowed.map((from, i) => [from, i] as const))('may import %s', (_, i) => {
    expect([...refusals].some((place) => place.endsWith(fileOf(folder, 'allowed', i)))).toBe(false)
  })
})
