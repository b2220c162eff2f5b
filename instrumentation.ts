/** Runs once when the server starts: the database is migrated and, the first time, the administrator invited. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startUp } = await import('@/server/run/start')
  await startUp()
}
