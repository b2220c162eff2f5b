'use client'
import { useRouter } from 'next/navigation'
import { BusyButton } from '@/components/ui/busy-button'
import type { CallResult } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { useListening } from '@/components/ui/use-listening'
import { type StatisticsQuery, statisticsAddress } from './address'

export type KeepStatistics = (
  asked: Pick<StatisticsQuery, 'from' | 'to' | 'counting'>
) => Promise<Extract<CallResult, { ok: false }> | { ok: true; kept: number }>

/** Keeps whose reports these statistics are of, and leads to the address under which they stay the same. */
export function KeepButton({ asked, keepStatistics }: { asked: StatisticsQuery; keepStatistics: KeepStatistics }) {
  const { run, told, isPending } = useCall()
  const isListening = useListening()
  const router = useRouter()
  const { from, to, counting } = asked
  return (
    <>
      <BusyButton
        size="compact-sm"
        variant="default"
        isBusy={isPending}
        disabled={!isListening}
        onClick={() =>
          run(
            () => keepStatistics({ from, to, counting }),
            ({ kept }) => router.push(statisticsAddress({ ...asked, kept }))
          )
        }
      >
        生成固定链接
      </BusyButton>
      <Told told={told?.ok ? undefined : told} />
    </>
  )
}
