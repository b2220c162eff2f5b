import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Searches and downloads: what stands in them belongs into the address, to be kept and sent on. */
const SEARCHES = [
  'app/(desk)/admin/units/edit/page.tsx',
  'app/(desk)/admin/units/tree/page.tsx',
  'components/admin/accounts/account-search.tsx',
  'components/admin/campaign-forms.tsx',
  'components/batch/letter-form.tsx',
  'components/board/board-filter.tsx',
  'components/board/board-table.tsx',
  'components/public/check-page.tsx',
  'components/public/published-list.tsx',
  'components/queue/queue-filter.tsx',
  'components/rollup/sum-page.tsx',
  'components/statistics/statistics-filter.tsx'
]

const forms = ['app', 'components'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .flatMap((path) => {
      const file = `${folder}/${path.replaceAll('\\', '/')}`
      const source = readFileSync(file, 'utf8')
      return [...source.matchAll(/<form\b[^>]*>/g)].map(([tag]) => ({ file, tag, source }))
    })
)

describe('the forms of the product', () => {
  it('say how they are sent: a form that does not writes its fields into the address, passwords too', () => {
    expect(forms.length).toBeGreaterThan(5)
    expect(forms.filter(({ tag }) => !/\bmethod[=:] ?["'](post|get|dialog)["']/.test(tag)).map(({ file }) => file)).toEqual([])
  })

  it('are searches where they write into the address, without a secret in them', () => {
    const searches = forms.filter(({ tag }) => /method="get"/.test(tag))
    expect(searches.map(({ file }) => file).sort()).toEqual(SEARCHES)
    expect(searches.filter(({ source }) => /PasswordInput|type="password"/.test(source))).toEqual([])
  })
})
