import type { RequestOutcome, YearFigures } from '@/report/workflow/outcomes'

/** How applications ended: a picture, and the same figures as a table for whoever does not see it. */
export function OutcomeFigure({ year, outcomes, picture }: { year: number; outcomes: readonly RequestOutcome[]; picture: string }) {
  return (
    <figure>
      <figcaption>{year} 年办结的政府信息公开申请，按处理结果（件）</figcaption>
      <img src={picture} alt="条形图，数值见下表" width={440} height={212} />
      <table>
        <caption>办理结果</caption>
        <thead>
          <tr>
            {outcomes.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {outcomes.map(({ name, amount }) => (
              <td key={name}>{amount}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </figure>
  )
}

const ROWS = [
  { name: '新收', figure: 'received' },
  { name: '办结', figure: 'handled' },
  { name: '结转下年度', figure: 'carriedOut' }
] as const

/** Two to five years of applications, as lines and as a table. */
export function TrendFigure({ years, picture }: { years: readonly YearFigures[]; picture: string }) {
  const span = `${years[0]?.year}—${years.at(-1)?.year} 年`
  return (
    <figure>
      <figcaption>{span}的政府信息公开申请（件）</figcaption>
      <img src={picture} alt="折线图，数值见下表" width={440} height={240} />
      <table>
        <caption>{span}申请数量</caption>
        <thead>
          <tr>
            <td />
            {years.map(({ year, gap }) => (
              <th key={year} scope="col">
                {year}
                {gap && `（${gap}）`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ name, figure }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {years.map((one) => (
                <td key={one.year}>{Number.isNaN(one[figure]) ? '—' : one[figure]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
