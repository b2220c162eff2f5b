import { defineConfig } from 'drizzle-kit'

export default defineConfig({ dialect: 'postgresql', schema: './db/engine/pg-tables.ts', out: './db/migrations/pg', casing: 'snake_case' })
