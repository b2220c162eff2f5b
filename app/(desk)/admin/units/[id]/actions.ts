'use server'
import { z } from 'zod'
import * as units from '@/server/administration/units'
import { unitAction } from '@/server/gate/administration'
import { show } from '@/server/gate/show'

export const createUnit = unitAction(units.newUnit, async (managing, given) => show('/admin', await units.createUnit(managing, given)))

export const arrangeUnit = unitAction(units.arrangement, async (managing, given) =>
  show('/admin', await units.arrangeUnit(managing, given))
)

export const describeManagedUnit = unitAction(units.details, async (managing, given) =>
  show('/admin', await units.describeManagedUnit(managing, given))
)

export const setUnitChain = unitAction(units.chainTicks, async (managing, ticks) =>
  show('/admin', await units.setUnitChain(managing, ticks))
)

export const renameManagedUnit = unitAction(units.newName, async (managing, given) =>
  show('/admin', await units.renameManagedUnit(managing, given))
)

export const closeManagedUnit = unitAction(units.closing, async (managing, given) =>
  show('/admin', await units.closeManagedUnit(managing, given))
)

export const reopenManagedUnit = unitAction(z.object({}), async (managing) => show('/admin', await units.reopenManagedUnit(managing)))
