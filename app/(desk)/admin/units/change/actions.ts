'use server'
import * as changes from '@/server/administration/unit-changes'
import { manageAction } from '@/server/gate/administration'
import { show } from '@/server/gate/show'

export const previewChange = manageAction(changes.unitChange, changes.previewChange)

export const makeManagedChange = manageAction(changes.unitChange, async (managing, given) =>
  show('/admin', await changes.makeManagedChange(managing, given))
)

export const undoManagedChange = manageAction(changes.changeNumber, async (managing, given) =>
  show('/admin', await changes.undoManagedChange(managing, given))
)
