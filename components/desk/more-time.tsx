import Link from 'next/link'
import { printDue } from '@/report/workflow/deadline'

/** 申请延期 of a report that is owed; once it was asked for, that it waits for an answer. */
export function MoreTime({
  unit,
  unitName,
  year,
  askedUntil,
  className
}: {
  unit: number
  unitName: string
  year: number
  askedUntil: string | undefined
  className?: string
}) {
  if (askedUntil)
    return (
      <Link href="/applications" className={className} aria-label={`查看延期申请：${unitName} ${year} 年年报`}>
        已申请延期至 {printDue(askedUntil)}，待答复
      </Link>
    )
  return (
    <Link href={`/applications?owed=${unit}+${year}`} className={className} aria-label={`申请延期：${unitName} ${year} 年年报`}>
      申请延期
    </Link>
  )
}
