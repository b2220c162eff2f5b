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
  imports,
  readFiles,
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
  extensions,
  pulse
} = sqliteSchema
