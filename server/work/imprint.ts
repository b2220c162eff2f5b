import { z } from 'zod'
import { keepImprint } from '@/db/reports/imprints'
import type { Imprint } from '@/report/layout/imprint'
import { unprintable } from '@/report/text/printable'
import { isDay } from '@/report/workflow/dates'
import type { PassedReport } from '@/server/gate/gate'

const line = (name: string, most: number) =>
  z
    .string()
    .trim()
    .max(most, `${name}最多 ${most} 字`)
    .refine((text) => !text.includes('\n'), `${name}只写一行`)
    .superRefine((text, context) => {
      const [character] = unprintable(text)
      if (character !== undefined)
        context.addIssue({ code: 'custom', message: `${name}中的“${character}”没有字形，印不出来，请改用其他字` })
    })

/** 年份 is written in 六角括号; other brackets mean the same. */
const number = line('发文字号', 30)
  .transform((text) => text.replace(/[[(（【［〈](20\d\d)[\])）】］〉]/, '〔$1〕').replace(/\s/g, ''))
  .refine((text) => text === '' || /^.{1,18}〔20\d\d〕[1-9]\d{0,3}号$/.test(text), '发文字号请写作“×政办发〔2025〕3号”，没有的留空')

/** 公文要素 as they are typed; a text that is left empty is not printed. */
export const typedImprint = z.object({
  number,
  signer: line('签发人', 20),
  date: z.string().refine((text) => text === '' || isDay(text), '成文日期请写作“2025-01-16”，没有的留空'),
  copies: line('抄送', 300).transform((text) => text.replace(/^抄送[：:]/, '').replace(/[。.]+$/, '')),
  isSealed: z.boolean(),
  isPublic: z.boolean()
}) satisfies z.ZodType<Imprint>

/** Keeps 公文要素 of a report that is not public yet. */
export async function saveImprint({ store, opened, now }: PassedReport<'imprint'>, imprint: z.output<typeof typedImprint>) {
  if (await keepImprint(store, opened, imprint, now)) return { ok: true as const }
  return { ok: false as const, error: '年报已经公布，公文要素不能再改；更正后的新版可以重新填写' }
}
