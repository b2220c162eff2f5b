import { Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import { LevelMark } from '@/components/ui/level-mark'
import type { RuleFamily, RuleWords } from '@/report/rules/rules'
import styles from './rule-table.module.css'

/** The rules of one family; each is reached by its id: /rules#T3-04. */
export function RuleTable({ family: { key, name, rules } }: { family: RuleFamily }) {
  return (
    <section className={styles.family}>
      <h2 id={key}>
        {name} <small>{rules.length} 条</small>
      </h2>
      <Table className={styles.table} aria-labelledby={key} layout="fixed" withTableBorder>
        <TableThead>
          <TableTr>
            <TableTh className={styles.id}>编号、级别</TableTh>
            <TableTh>规则和公式</TableTh>
            <TableTh>举例</TableTh>
          </TableTr>
        </TableThead>
        <TableTbody>
          {rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} />
          ))}
        </TableTbody>
      </Table>
    </section>
  )
}

function RuleRow({ rule: { id, voices, words, formulas, examples, years } }: { rule: RuleWords }) {
  return (
    <TableTr id={id}>
      <TableTh scope="row" className={styles.id}>
        <a href={`#${id}`}>{id}</a>
        {voices.map(({ level, override }) => (
          <div key={level} className={styles.voice}>
            <LevelMark level={level} />
            {override && '（可说明）'}
          </div>
        ))}
      </TableTh>
      <TableTd>
        {words}
        {formulas.map(({ says, where }) => (
          <p key={says} className={styles.formula}>
            {says}
            {where.length > 0 && <small className={styles.where}>适用于：{where.join('，')}</small>}
          </p>
        ))}
        {years !== '各年度' && <small className={styles.years}>{years}</small>}
      </TableTd>
      <TableTd>
        {examples.map(({ put, says, level, as }) => (
          <div key={put} className={styles.example}>
            <span>{put}</span>
            <p>
              {voices.length > 1 && (
                <>
                  <LevelMark level={level} />{' '}
                </>
              )}
              {says}
              {as && <small>（以 {as} 提出）</small>}
            </p>
          </div>
        ))}
      </TableTd>
    </TableTr>
  )
}
