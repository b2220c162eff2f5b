import { Badge } from '@mantine/core'
import type { Metadata } from 'next'
import Link from 'next/link'
import { AccountTable } from '@/components/admin/accounts/account-table'
import { NameList } from '@/components/admin/name-list'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { StuckPanel } from '@/components/admin/stuck-panel'
import { ChangeList } from '@/components/admin/units/change-list'
import { UnitDetailsForm } from '@/components/admin/units/unit-details-form'
import { ChainForm, CloseForm, NewUnitForm, PlaceForm, RenameForm, ReopenForm } from '@/components/admin/units/unit-forms'
import { LinkButton } from '@/components/ui/link-button'
import { SentList, titleOfSent } from '@/components/workflow/sent-list'
import { describeSuccession, listSuccessions } from '@/db/people/succession'
import { listChanges } from '@/db/people/unit-changes'
import { findUnit, listFormerNames, reviewingUnit, reviewsItself } from '@/db/people/units'
import { listAccounts } from '@/db/people/users'
import { listSent } from '@/db/season/sent'
import { KIND_NAMES } from '@/report/report'
import { LEVEL_NAMES, takesNew } from '@/report/unit'
import { dayOf, printDay } from '@/report/workflow/dates'
import { STEPS } from '@/report/workflow/states'
import { conditionOf, decidesOn, openManagedUnit } from '@/server/gate/administration'
import { listStuck } from '@/server/work/next-step'
import {
  arrangeUnit,
  closeManagedUnit,
  createUnit,
  describeManagedUnit,
  renameManagedUnit,
  reopenManagedUnit,
  setUnitChain
} from './actions'

export const metadata: Metadata = { title: '单位' }

export default async function UnitPage({ params }: PageProps<'/admin/units/[id]'>) {
  const managing = await openManagedUnit((await params).id)
  const { store, units, unit, now } = managing
  const [today, isDecided] = [dayOf(now), decidesOn(managing, unit)]
  const accounts = await listAccounts(store, [unit.id])
  const sent = await listSent(store, { units: [unit.id], most: 100 })
  const changes = await listChanges(store, [unit.id])
  const succession = (await listSuccessions(store, [unit.id])).get(unit.id)
  const reviewer = await findUnit(store, reviewingUnit(unit))
  const others = [...units.values()].filter(({ id, closedOn }) => id !== unit.id && closedOn === null)
  const choices = others.map(({ id, name, above }) => ({ id, name, above }))
  const holders = Object.fromEntries(
    STEPS.map(({ state, role }) => {
      const names = accounts
        .filter((one) => !one.closed && one.memberships.some((held) => held.role === role))
        .map(({ fullName, name }) => fullName || name)
      return [state, names.length > 0 ? names.join('、') : undefined]
    })
  )
  const standing = [
    reviewsItself(unit) ? '本单位自行审核公布' : reviewer?.id === unit.id ? '没有上级审核单位' : `由${reviewer?.name}审核`,
    ...(unit.lastYear && !unit.closedOn ? [`停用新增，最后报送 ${unit.lastYear} 年`] : []),
    ...(succession ? [describeSuccession(succession)] : unit.closedOn ? [`${printDay(unit.closedOn)}起关闭`] : [])
  ].join('，')
  return (
    <PageGrid
      title={
        <>
          {unit.name}
          <Badge variant="light">{LEVEL_NAMES[unit.level]}</Badge>
          <Badge variant="light">{KIND_NAMES[unit.kind]}</Badge>
        </>
      }
      lead={
        <>
          {standing}
          {succession?.successors.map(
            ({ id, name }) =>
              units.has(id) && (
                <span key={id}>
                  {' · '}
                  <Link href={`/admin/units/${id}`}>查看{name}</Link>
                </span>
              )
          )}
        </>
      }
    >
      <StuckPanel reports={await listStuck(store, [unit], managing.user.id, now)} />
      <Panel id="accounts" title="人员" isWide>
        {accounts.length === 0 ? (
          <p>该单位暂无账号。</p>
        ) : (
          <AccountTable accounts={accounts.map((one) => ({ ...one, condition: conditionOf(one, now) }))} withUnits={false} />
        )}
        {takesNew(unit) && (
          <div style={{ marginTop: 10 }}>
            <LinkButton href={`/admin/users?unit=${unit.id}`}>增加账号…</LinkButton>
          </div>
        )}
      </Panel>
      {!unit.closedOn && (
        <Panel id="chain" title="单位内审核步骤">
          <ChainForm key={unit.id} save={setUnitChain.bind(null, unit.id)} chain={unit.chain} holders={holders} />
        </Panel>
      )}
      <Panel id="names" title="名称">
        <NameList names={await listFormerNames(store, [unit.id])} />
        <RenameForm key={unit.id} rename={renameManagedUnit.bind(null, unit.id)} today={today} />
      </Panel>
      {isDecided && !unit.closedOn && (
        <Panel id="place" title="归属与审核">
          <PlaceForm key={unit.id} arrange={arrangeUnit.bind(null, unit.id)} unit={unit} units={choices} today={today} />
        </Panel>
      )}
      <Panel id="details" title="基本信息">
        <UnitDetailsForm key={unit.id} save={describeManagedUnit.bind(null, unit.id)} unit={unit} />
      </Panel>
      {takesNew(unit) && (
        <Panel id="below" title="增加下级单位">
          <NewUnitForm key={unit.id} create={createUnit.bind(null, unit.id)} level="department" />
        </Panel>
      )}
      {isDecided && (
        <Panel id="close" title="关闭与恢复">
          {unit.closedOn ? (
            <ReopenForm reopen={reopenManagedUnit.bind(null, unit.id)} />
          ) : (
            <CloseForm key={unit.id} close={closeManagedUnit.bind(null, unit.id)} today={today} />
          )}
        </Panel>
      )}
      {sent.found > 0 && (
        <Panel id="sent" title={titleOfSent(sent)} isWide>
          <SentList sent={sent.rows} />
        </Panel>
      )}
      <Panel id="changes" title="机构变更" isWide>
        {changes.length === 0 ? <p>没有变更记录。</p> : <ChangeList changes={changes} />}
        {isDecided && !unit.closedOn && (
          <div style={{ marginTop: 10 }}>
            <LinkButton href={`/admin/units/change?unit=${unit.id}`}>机构变更…</LinkButton>
          </div>
        )}
      </Panel>
    </PageGrid>
  )
}
