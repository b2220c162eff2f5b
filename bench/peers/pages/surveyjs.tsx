import 'survey-core/survey-core.fontless.min.css'
import { createRoot } from 'react-dom/client'
import { Model } from 'survey-core'
import { Survey } from 'survey-react-ui'
import { type Line, labelText, leaves } from '@/report/template'
import type { Values } from '@/report/values'
import { table } from './drawn-table'

declare const values: Values

/**
 * 表三 as it is usually built with SurveyJS: a matrix whose last column is an expression and whose footer adds up the columns. Only
 * the results have a total, so they are a separate matrix between the requests received and those carried out.
 */
const [block] = table.blocks
const rows = leaves(block?.rows ?? []).filter(({ key }) => key !== 'handled')
const columns = leaves(block?.columns ?? []).filter(({ key }) => key !== 'total')
const isResult = ({ key }: Line) => !['received', 'carried-in', 'carried-out'].includes(key)
const matrices = [
  { name: 'incoming', rows: rows.slice(0, 2) },
  { name: 'results', rows: rows.filter(isResult) },
  { name: 'carried', rows: rows.slice(-1) }
]

const survey = new Model({
  textUpdateMode: 'onTyping',
  showNavigationButtons: false,
  elements: matrices.map(({ name, rows }) => ({
    type: 'matrixdropdown',
    name,
    titleLocation: 'hidden',
    cellType: 'text',
    rows: rows.map((row) => ({ value: row.key, text: labelText(row) })),
    columns: [
      ...columns.map((column) => ({
        name: column.key,
        title: labelText(column),
        cellType: 'text',
        inputType: 'number',
        ...(name === 'results' && { totalType: 'sum' })
      })),
      {
        name: 'total',
        title: '总计',
        cellType: 'expression',
        expression: columns.map(({ key }) => `{row.${key}}`).join(' + '),
        ...(name === 'results' && { totalType: 'sum' })
      }
    ]
  }))
})
survey.data = Object.fromEntries(
  matrices.map(({ name, rows }) => [
    name,
    Object.fromEntries(
      rows.map((row) => [row.key, Object.fromEntries(columns.map(({ key }) => [key, numberAt(`requests/${row.key}/${key}`)]))])
    )
  ])
)

function numberAt(at: string): number | undefined {
  const text = values[at]
  return text === undefined ? undefined : Number(text)
}

const root = document.getElementById('root') as HTMLElement
createRoot(root).render(<Survey model={survey} />)

/** Gives each cell its address, so that all pages can be typed into and read in the same way. */
function name(): void {
  const drawn = [...root.querySelectorAll('table')]
  if (drawn.length < matrices.length) {
    setTimeout(name, 50)
    return
  }
  drawn.forEach((element, i) => {
    const keys = [...(matrices[i]?.rows ?? []).map(({ key }) => key), 'handled']
    ;[...element.querySelectorAll('tbody tr, tfoot tr')]
      .filter((line) => line.querySelectorAll('td').length > columns.length)
      .forEach((line, r) => {
        const cells = [...line.querySelectorAll('td')].slice(-columns.length - 1)
        cells.forEach((cell, c) => {
          const box = cell.querySelector('input') ?? cell
          box.setAttribute('data-at', `requests/${keys[r]}/${columns[c]?.key ?? 'total'}`)
        })
      })
  })
}

name()
