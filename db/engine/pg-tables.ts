import { pgSchema } from '@/db/schema'

export const {
  units,
  unitNames,
  unitPlaces,
  unitChanges,
  unitChangeParts,
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
  answers,
  waivers,
  comments,
  internalComments,
  notices,
  campaigns,
  extensions,
  pulse
} = pgSchema
