import type { Template } from '@/report/template'
import { listPages, OVERVIEW } from '@/report/workflow/counts'
import { STATE_NAMES, type State } from '@/report/workflow/states'

type Named = { year: number; unit: string; state: State }

/** Names a page in its tab and to whoever hears it: what is done here, of which report, in which state. */
export function pageTitle(what: string, { year, unit, state }: Named): string {
  return [what, year, unit, STATE_NAMES[state]].join(' · ')
}

/** 填报 三、收到和处理申请情况 · 2025 · 甲市教育局 · 填报中; `part`: of `listPages`, the overview where it is none of them. */
export function formTitle(template: Template, part: string | undefined, report: Named): string {
  const page = listPages(template).find(({ key }) => key === part) ?? OVERVIEW
  return pageTitle(`填报 ${page.name}`, report)
}
