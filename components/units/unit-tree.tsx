'use client'
import {
  filterTreeData,
  getTreeExpandedState,
  type RenderTreeNodePayload,
  TextInput,
  Tree,
  type TreeNodeData,
  useTree
} from '@mantine/core'
import Link from 'next/link'
import { useParams, useRouter } from 'next/navigation'
import { type KeyboardEvent, useDeferredValue, useMemo, useState } from 'react'
import { LEVEL_NAMES, type UnitLevel } from '@/report/unit'
import styles from './unit-tree.module.css'

export type TreeUnit = {
  id: number
  name: string
  level: UnitLevel
  above: number | null
  closedOn: string | null
  /** Names it had before. */
  formerNames: readonly string[]
}

/**
 * Units in their tree, in the order given, each a link to `{base}/{id}`. Searched by any name a unit has or had; arrows
 * move, Enter opens.
 */
export function UnitTree({ units, base }: { units: readonly TreeUnit[]; base: string }) {
  const router = useRouter()
  const selected = String(useParams().id ?? '')
  const [search, setSearch] = useState('')
  const query = useDeferredValue(search.trim())
  const byId = useMemo(() => new Map(units.map((unit) => [String(unit.id), unit])), [units])
  const whole = useMemo(() => makeTree(units), [units])
  const [opened, setOpened] = useState(() => initiallyOpen(byId, selected))
  const found = useMemo(() => {
    const matches = (_: string, { value }: TreeNodeData) => namesOf(byId.get(value)).some((name) => name.includes(query))
    return query === '' ? whole : filterTreeData(whole, query, matches)
  }, [whole, byId, query])
  const tree = useTree({
    selectedState: [selected],
    expandedState: query === '' ? opened : getTreeExpandedState(found, '*'),
    onExpandedStateChange: query === '' ? setOpened : undefined
  })

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]')
    if (event.key === 'Enter' && item?.dataset.value) router.push(`${base}/${item.dataset.value}`)
  }
  const renderNode = ({ node, expanded, hasChildren, elementProps, tree: controller }: RenderTreeNodePayload) => {
    const unit = byId.get(node.value)
    const former = query !== '' && !unit?.name.includes(query) && unit?.formerNames.find((name) => name.includes(query))
    return (
      <div {...elementProps} className={`${elementProps.className} ${styles.node}`} data-closed={unit?.closedOn ? true : undefined}>
        {/* The keyboard has the arrows for it. */}
        <button
          type="button"
          className={styles.fold}
          tabIndex={-1}
          aria-label={expanded ? '收起' : '展开'}
          hidden={!hasChildren}
          onClick={() => controller.toggleExpanded(node.value)}
        >
          {expanded ? '▾' : '▸'}
        </button>
        <Link href={`${base}/${node.value}`} prefetch={false} tabIndex={-1}>
          {unit?.name}
          {former && <small>（原 {former}）</small>}
        </Link>
        <small>{unit?.closedOn ? '已关闭' : unit && LEVEL_NAMES[unit.level]}</small>
      </div>
    )
  }

  return (
    <aside className={styles.tree} aria-label="单位目录">
      <TextInput
        aria-label="查找单位"
        placeholder="查找单位，曾用名也可以"
        type="search"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <p role="status">{query === '' ? `共 ${units.length} 个单位` : `找到 ${countMatches(units, query)} 个单位`}</p>
      {found.length > 0 && (
        <Tree
          aria-label="单位"
          data={found}
          tree={tree}
          levelOffset={18}
          expandOnClick={false}
          allowRangeSelection={false}
          renderNode={renderNode}
          onKeyDown={onKeyDown}
        />
      )}
    </aside>
  )
}

const namesOf = (unit: TreeUnit | undefined) => (unit ? [unit.name, ...unit.formerNames] : [])

const countMatches = (units: readonly TreeUnit[], query: string) =>
  units.filter((unit) => namesOf(unit).some((name) => name.includes(query))).length

/** Units whose superior is not among them are the roots. */
function makeTree(units: readonly TreeUnit[]): TreeNodeData[] {
  const nodes = new Map(units.map(({ id, name }) => [id, { value: String(id), label: name, children: [] as TreeNodeData[] }]))
  const roots: TreeNodeData[] = []
  for (const { id, above } of units) {
    const [node, parent] = [nodes.get(id), above === null ? undefined : nodes.get(above)]
    if (node) (parent?.children ?? roots).push(node)
  }
  return roots
}

/** The highest units, and the way down to the one that is shown. */
function initiallyOpen(units: ReadonlyMap<string, TreeUnit>, selected: string): Record<string, boolean> {
  const open: Record<string, boolean> = {}
  for (const { id, above } of units.values()) if (above === null || !units.has(String(above))) open[id] = true
  for (let unit = units.get(selected); unit; unit = units.get(String(unit.above))) open[unit.id] = true
  return open
}
