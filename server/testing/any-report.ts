import fc from 'fast-check'
import { type Report, RULES_VERSION } from '@/report/report'
import { templates } from '@/report/templates'

/** Reports of both forms with any of the given texts in any of their places. */
export function anyReport(
  text: (at: string) => fc.Arbitrary<string>,
  unit: fc.Arbitrary<string> = fc.constant('甲市教育局')
): fc.Arbitrary<Report> {
  return fc.constantFrom(...templates).chain((template) =>
    fc.record({
      unit,
      year: fc.integer({ min: template.years[0], max: template.years[1] ?? 2040 }),
      kind: fc.constantFrom('department', 'government'),
      template: fc.constant(template.id),
      rules: fc.constant(RULES_VERSION),
      values: fc
        .record(Object.fromEntries([...template.fields].map((at) => [at, fc.option(text(at), { nil: undefined })])))
        .map((values) => Object.fromEntries(Object.entries(values).filter(([, one]) => one)) as Report['values'])
    })
  )
}
