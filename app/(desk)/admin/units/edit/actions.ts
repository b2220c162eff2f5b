'use server'
import { editManagedUnits, unitsEdit } from '@/server/administration/edit-units'
import { manageAction } from '@/server/gate/administration'
import { show } from '@/server/gate/show'

export const editUnits = manageAction(unitsEdit, async (managing, given) => show('/admin', await editManagedUnits(managing, given)))
