/** On whose behalf a job runs. All owners that wait get an equal share of the worker pool. */
export type Share = {
  who: string
  /** The most jobs of this owner that may wait; further ones are refused. */
  most: number
}

/** A waiting job. The smallest `tag` is next. */
export type WaitingJob<T> = { work: T; who: string; tag: number }

/** How many may wait in one line, whoever they are. */
export const MOST_WAITING = 200

/**
 * Self-clocked fair queueing (Golestani, 1994). The tag of a job is its virtual finishing time: the larger of the tag in
 * service and the owner's last tag, plus the size. So short jobs pass long ones, many jobs of one owner pass nobody, and
 * nobody starves, because tags only grow. Free of clocks and processes.
 */
export class WaitingLine<T> {
  private readonly places: WaitingJob<T>[] = []
  private served = 0

  /** Enqueues a job of some size (any unit, the same for all); undefined if the share or the whole queue is full. */
  join({ who, most }: Share, size: number, work: T): WaitingJob<T> | undefined {
    const own = this.places.filter((place) => place.who === who)
    if (own.length >= most || (this.places.length >= MOST_WAITING && most !== Number.POSITIVE_INFINITY)) return undefined
    const place = { work, who, tag: Math.max(this.served, ...own.map(({ tag }) => tag)) + size }
    this.places.push(place)
    return place
  }

  /** Removes a job; false if it was not waiting any more. */
  leave(place: WaitingJob<T>): boolean {
    const index = this.places.indexOf(place)
    if (index !== -1) this.places.splice(index, 1)
    return index !== -1
  }

  /** Dequeues the next job. */
  next(): T | undefined {
    const [first] = this.inOrder()
    if (!first) return undefined
    this.leave(first)
    this.served = first.tag
    return first.work
  }

  /** How many jobs are ahead of one; -1 if it is not waiting any more. */
  ahead(place: WaitingJob<T>): number {
    return this.inOrder().indexOf(place)
  }

  get length(): number {
    return this.places.length
  }

  /** Sorting keeps the order of arrival among equals. */
  private inOrder(): WaitingJob<T>[] {
    return this.places.toSorted((a, b) => a.tag - b.tag)
  }
}
