import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { SumPage } from '@/components/rollup/sum-page'
import { pageTitle } from '@/components/workflow/page-title'
import { wholeNumber } from '@/server/base/whole-number'
import { openReport } from '@/server/gate/gate'
import { readSumPage } from '@/server/rollup/sum-page'
import { adjust, takeSums, unadjust } from './actions'

/** Once a request: the title asks for it as well. */
const open = cache((id: string) => openReport(id, 'read'))

export async function generateMetadata({ params }: PageProps<'/reports/[id]/sum'>): Promise<Metadata> {
  const { year, unitName: unit, state } = (await open((await params).id)).filing
  return { title: { absolute: pageTitle('汇总构成', { year, unit, state }) } }
}

export default async function SumOfReportPage({ params, searchParams }: PageProps<'/reports/[id]/sum'>) {
  const passed = await open((await params).id)
  const { at, taking } = await searchParams
  const wanted = typeof taking === 'string' ? wholeNumber(taking) : undefined
  const data = await readSumPage(passed, typeof at === 'string' ? at : undefined, wanted)
  if (!data?.told || (taking !== undefined && wanted === undefined)) notFound()
  const { id } = passed.filing
  const actions = { takeSums: takeSums.bind(null, id), adjust: adjust.bind(null, id), unadjust: unadjust.bind(null, id) }
  return <SumPage data={data} told={data.told} actions={actions} />
}
