import { expect, it } from 'vitest'
import { addUnit, findUnits, listUnitsBelow } from '@/db/people/units'
import { openOwnStore } from '@/db/testing/own-store'
import type { Managing } from '@/server/gate/administration'
import { editManagedUnits, unitsEdit } from './edit-units'

const now = new Date('2026-01-20T02:00:00Z')
const store = await openOwnStore()

it('level, kind and reviewing unit of many units change together, what is not named stays, and nothing where one is not his', async () => {
  const add = (name: string, above: number | null) => addUnit(store, { name, kind: 'department', above, now })
  const city = await add('甲市', null)
  const county = await add('乙县', city)
  const [one, other, foreign] = [await add('丙镇', county), await add('丁镇', county), await add('外市', null)]
  const units = new Map((await listUnitsBelow(store, [city])).map((unit) => [unit.id, unit]))
  const edit = (boxes: readonly number[], fields: Record<string, string>, managed = units) =>
    editManagedUnits(
      { store, now, units: managed, user: {} } as unknown as Managing,
      unitsEdit.parse({ ...Object.fromEntries(boxes.map((id) => [`unit-${id}`, 'on'])), level: '', kind: '', reviewedBy: '', ...fields })
    )
  const read = async () => (await findUnits(store, [one, other])).map(({ level, kind, reviewedBy }) => [level, kind, reviewedBy])
  expect(await edit([one, other], { level: 'town', reviewedBy: String(city) })).toMatchObject({ ok: true })
  expect(await read()).toEqual(Array(2).fill(['town', 'department', city]))
  expect(await edit([one, other], { kind: 'government', reviewedBy: 'above' })).toMatchObject({ ok: true })
  expect(await read()).toEqual(Array(2).fill(['town', 'government', null]))
  // The unit above is nobody else than the unit above.
  expect(await edit([one], { reviewedBy: String(county) })).toMatchObject({ ok: true })
  for (const refused of [
    await edit([one, foreign], { level: 'county' }),
    await edit([], { level: 'county' }),
    await edit([one], {}),
    await edit([one], { reviewedBy: String(foreign) }),
    await edit([county], { level: 'city' }, new Map([...units].filter(([id]) => id === county)))
  ])
    expect(refused).toMatchObject({ ok: false })
  expect(await read()).toEqual(Array(2).fill(['town', 'government', null]))
})
