import type { Store } from '@/db/engine/client'
import { findImprint } from '@/db/reports/imprints'
import type { PublicRevision } from '@/db/reports/published'
import { placeName } from '@/report/finding'
import { makeDocument } from '@/report/layout/document'
import { publicImprint } from '@/report/layout/imprint'
import { templateOf, titleOf } from '@/report/report'
import { dayOf } from '@/report/workflow/dates'
import { listOutcomes } from '@/report/workflow/outcomes'
import { publicOrigin } from '@/server/base/origin'
import { FORMATS, formatOf } from '@/server/files/formats'
import { indexNumber, type Publication, pathOf, readCorrections, readPublicReport, readTrend } from './published'

/** A revision as pages and interfaces tell it; days are yyyy-mm-dd in UTC+8. */
export function describeRevision(revision: PublicRevision) {
  const { state, hash, changeNote, publishedOn, withdrawn } = revision
  return {
    path: pathOf(revision),
    revision: revision.revision,
    state,
    publishedOn: dayOf(publishedOn),
    changeNote,
    hash,
    withdrawn: withdrawn && { day: dayOf(withdrawn.on), reason: withdrawn.reason }
  }
}

/** Everything around a report on its page and in the interface. */
export function describePublication({ one, revisions, otherYears }: Publication) {
  const current = revisions.find(({ state }) => state === 'PUBLISHED')
  return {
    ...describeRevision(one),
    title: titleOf({ unit: one.unitName, year: one.year }),
    unit: one.unitName,
    year: one.year,
    indexNumber: indexNumber(one),
    current: current && current !== one ? describeRevision(current) : undefined,
    revisions: revisions.map(describeRevision),
    otherYears: otherYears.map(({ unit, year }) => ({ year, path: `/published/${unit}/${year}` }))
  }
}

const LONGEST_VALUE = 60

/** All a page shows of a revision, from its snapshot and those of the revisions it is compared with. */
export async function readPublication(store: Store, publication: Publication) {
  const report = await readPublicReport(store, publication.one)
  const template = templateOf(report)
  const corrections = await readCorrections(store, publication, report)
  const imprint = publicImprint(await findImprint(store, publication.one.report))
  const isLong = (text: string) => text.length > LONGEST_VALUE
  return {
    sheet: { ...describePublication(publication), number: imprint.number, date: imprint.date },
    successor: publication.successor,
    site: publicOrigin(),
    document: makeDocument(report, undefined, imprint),
    downloads: FORMATS.map((format) => ({
      name: formatOf[format].name,
      type: formatOf[format].type,
      path: `${pathOf(publication.one)}/report.${format}`
    })),
    outcomes: listOutcomes(report),
    trend: await readTrend(store, publication),
    corrections: corrections.map(({ at, was, now }) => {
      const place = placeName(template, at)
      return isLong(was) || isLong(now) ? { place, was: '', now: '' } : { place, was, now }
    })
  }
}
