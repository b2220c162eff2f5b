import { sqliteSchema } from '@/db/schema'

export const {
  units,
  unitNames,
  unitsAbove,
  users,
  memberships,
  sessions,
  attempts,
  devices,
  links,
  reports,
  cells,
  changes,
  events,
  snapshots,
  imprints,
  answers,
  waivers,
  comments,
  internalComments,
  notices,
  campaigns,
  obligations,
  obligationChanges,
  extensions,
  pulse
} = sqliteSchema
