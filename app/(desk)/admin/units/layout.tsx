import type { ReactNode } from 'react'
import { UnitTree } from '@/components/units/unit-tree'
import { listFormerNames } from '@/db/people/units'
import { requireAdministrator } from '@/server/gate/administration'
import styles from './layout.module.css'

/** In the layout, so that the tree keeps its state while the unit beside it changes. */
export default async function UnitsLayout({ children }: { children: ReactNode }) {
  const { store, units } = await requireAdministrator()
  const former = await listFormerNames(store, [...units.keys()])
  return (
    <div className={styles.units}>
      <UnitTree
        base="/admin/units"
        units={[...units.values()].map(({ id, name, level, above, closedOn }) => {
          return { id, name, level, above, closedOn, formerNames: former.filter(({ unit }) => unit === id).map((one) => one.name) }
        })}
      />
      {children}
    </div>
  )
}
