import type { Metadata } from 'next'
import Link from 'next/link'
import { SheetPage } from '@/components/ui/page/sheet-page'
import { requireUser } from '@/server/gate/gate'
import { openWhereabouts } from '@/server/work/whereabouts'

export const metadata: Metadata = { title: '已不在您的范围内' }

/** Where old links lead: what they are of is somebody else’s now. */
export default async function MovedPage({ searchParams }: PageProps<'/moved'>) {
  const { title, words, publicPath } = await openWhereabouts(await requireUser(), await searchParams)
  return (
    <SheetPage title={title}>
      {words.map((one) => (
        <p key={one}>{one}</p>
      ))}
      <p>
        {publicPath && <a href={publicPath}>查看公布的年报</a>}
        {publicPath && ' · '}
        <Link href="/">返回首页</Link>
      </p>
    </SheetPage>
  )
}
