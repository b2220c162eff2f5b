/** The day of a moment where the offices are, yyyy-mm-dd in UTC+8. */
export function dayOf(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}
