import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addUnit, setReviewer } from '@/db/people/units'
import { addUser } from '@/db/people/users'
import { onEngines } from '@/db/testing/on-engines'
import { openFiling } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import { startReport } from './reports'
import { listSisterTexts } from './sisters'

const now = new Date('2026-01-15T02:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store
  let count = 0
  let by = 0

  beforeAll(async () => {
    store = await open()
    by = (await addUser(store, { name: 'seed', password: null, now })) as number
  })
  afterAll(() => store.close())

  const newCity = () => addUnit(store, { name: `市${++count}`, kind: 'government', above: null, now })
  const newBureau = async (above: number) => {
    const name = `局${++count}`
    return { id: await addUnit(store, { name, kind: 'department', above, now }), name, kind: 'department' as const }
  }
  const begin = async (unit: Awaited<ReturnType<typeof newBureau>>, problems: string, year = 2025) => {
    const report = await startReport(store, { unit, year, by, now, values: cleanReport(year, { problems }).values })
    return openFiling(store, report as number)
  }

  it('lists what units under the same superior wrote there in the same year, and nobody else', async () => {
    const [city, otherCity] = [await newCity(), await newCity()]
    const [mine, sister, silent] = [await newBureau(city), await newBureau(city), await newBureau(city)]
    const county = await addUnit(store, { name: `县${++count}`, kind: 'government', above: city, now })
    const filing = await begin(mine, '我们的。')
    await begin(sister, '姊妹局的。')
    await begin(sister, '姊妹局上年的。', 2024)
    await begin(silent, '')
    await begin(await newBureau(county), '县里的局的。')
    await begin(await newBureau(otherCity), '外市的。')
    const found = await listSisterTexts(store, filing, 'problems', [city, otherCity])
    expect(found.map(({ filing: { unitName }, text }) => [unitName, text])).toEqual([
      [sister.name, '姊妹局的。'],
      [silent.name, '']
    ])
  })

  it('lists only units that are reviewed by those who ask', async () => {
    const [city, line] = [await newCity(), await newCity()]
    const [mine, sister, elsewhere] = [await newBureau(city), await newBureau(city), await newBureau(city)]
    await setReviewer(store, elsewhere.id, line)
    const filing = await begin(mine, '我们的。')
    await begin(sister, '姊妹局的。')
    await begin(elsewhere, '垂直管理的。')
    const unitsOf = async (reviewers: number[]) =>
      (await listSisterTexts(store, filing, 'problems', reviewers)).map(({ filing: { unit } }) => unit)
    expect(await unitsOf([city])).toEqual([sister.id])
    expect(await unitsOf([line])).toEqual([])
    expect(await unitsOf([])).toEqual([])
    expect((await unitsOf([city, line])).sort()).toEqual([sister.id, elsewhere.id].sort())
  })
})
