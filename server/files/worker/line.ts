/** On whose behalf something is made. Everybody who waits has the same share of the file worker. */
export type Share = {
  who: string
  /** How many pieces of work may wait for this one; what is more is refused. */
  most: number
}

/** A piece of work that waits. Whose `tag` is smallest is next. */
export type PlaceInLine<T> = { work: T; who: string; tag: number }

/** How many may wait in one line, whoever they are. */
export const MOST_WAITING = 200

/**
 * Who is next: a fair queue in the manner of Golestani (self-clocked fair queueing, 1994). A piece of work gets the tag at
 * which it would be finished if all who wait were served at once: the tag that is being served now, or that of the person's
 * own last piece if it is larger, plus the size. So short work passes long work, many pieces of one person pass nobody, and
 * nobody waits for ever, because tags never change and only grow. It knows neither time nor processes.
 */
export class WaitingLine<T> {
  private readonly places: PlaceInLine<T>[] = []
  private served = 0

  /** A place for work of this size (any unit, the same for all); undefined if the share or the whole line is full. */
  join({ who, most }: Share, size: number, work: T): PlaceInLine<T> | undefined {
    const own = this.places.filter((place) => place.who === who)
    if (own.length >= most || (this.places.length >= MOST_WAITING && most !== Number.POSITIVE_INFINITY)) return undefined
    const place = { work, who, tag: Math.max(this.served, ...own.map(({ tag }) => tag)) + size }
    this.places.push(place)
    return place
  }

  /** Gives a place back; false if it was not waiting any more. */
  leave(place: PlaceInLine<T>): boolean {
    const index = this.places.indexOf(place)
    if (index !== -1) this.places.splice(index, 1)
    return index !== -1
  }

  /** The next piece of work; it waits no longer. */
  next(): T | undefined {
    const [first] = this.inOrder()
    if (!first) return undefined
    this.leave(first)
    this.served = first.tag
    return first.work
  }

  /** How many go before a place; -1 if it waits no more. */
  ahead(place: PlaceInLine<T>): number {
    return this.inOrder().indexOf(place)
  }

  get length(): number {
    return this.places.length
  }

  /** Sorting keeps the order of arrival among equals. */
  private inOrder(): PlaceInLine<T>[] {
    return this.places.toSorted((a, b) => a.tag - b.tag)
  }
}
