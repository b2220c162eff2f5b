'use client'
import { BusyButton } from '@/components/ui/busy-button'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { announce } from '@/components/ui/page/announce'
import { useListening } from '@/components/ui/use-listening'
import type { TakeSums } from './sum-data'

/** Takes the sums of the members as they are now. `onTaken`: what else must show them. */
export function TakeButton({
  isSummed,
  changed,
  takeSums,
  onTaken
}: {
  isSummed: boolean
  changed: number
  takeSums: TakeSums
  onTaken?: () => void
}) {
  const { run, told, isPending } = useCall()
  const isListening = useListening()
  const take = () =>
    run(
      () => takeSums({}),
      () => {
        announce('results', '已采用最新数据')
        onTaken?.()
      }
    )
  return (
    <>
      <BusyButton
        size="compact-sm"
        variant={isSummed && changed === 0 ? 'default' : 'filled'}
        isBusy={isPending}
        disabled={!isListening}
        onClick={take}
      >
        {!isSummed ? '汇总各单位数据' : changed > 0 ? `采用最新数据（${changed} 个单位有变化）` : '重新汇总'}
      </BusyButton>
      <Told told={told?.ok ? undefined : told} />
    </>
  )
}
