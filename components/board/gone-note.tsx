import Link from 'next/link'
import { type BoardAsk, boardAddress } from './address'

/** Instead of an empty table: what became of the unit an old address names, and where to look now. */
export function GoneNote({
  gone: { words, successors },
  asked
}: {
  gone: { words: string; successors: readonly { id: number; name: string }[] }
  asked: BoardAsk
}) {
  return (
    <p>
      {words}，没有符合条件的单位。
      {successors.map(({ id, name }) => (
        <Link key={id} href={boardAddress({ ...asked, group: '', above: String(id), page: 1 })} prefetch={false}>
          查看{name}{' '}
        </Link>
      ))}
    </p>
  )
}
