import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: './db/engine/sqlite-tables.ts',
  out: './db/migrations/sqlite',
  casing: 'snake_case'
})
