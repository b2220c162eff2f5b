import { sqliteSchema } from './schema'

export const { units, unitsAbove, users, memberships, sessions, links, reports, cells, changes, events, answers } = sqliteSchema
