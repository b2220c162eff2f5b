/**
 * How many signs must be put in, left out or changed to make one text of another, if no more than so many. Only what lies within so many
 * signs of the diagonal is looked at.
 */
export function distance(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined
  let before = Array.from({ length: b.length + 1 }, (_, j) => (j <= most ? j : most + 1))
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = Array(b.length + 1).fill(most + 1)
    if (i <= most) row[0] = i
    let least = row[0] ?? most + 1
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j++) {
      const [left = most, above = most, diagonal = most] = [row[j - 1], before[j], before[j - 1]]
      const here = Math.min(left + 1, above + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1))
      row[j] = here
      least = Math.min(least, here)
    }
    if (least > most) return undefined
    before = row
  }
  const last = before[b.length] ?? most + 1
  return last <= most ? last : undefined
}
