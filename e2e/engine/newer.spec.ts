import { globSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { findNewerScript, findNewerStyles } from '../testing/newer'

/** Next sends these only to browsers without modules, which are older than any we support. */
const { polyfillFiles } = JSON.parse(readFileSync('.next/build-manifest.json', 'utf8')) as { polyfillFiles: string[] }

const read = (...patterns: string[]) =>
  globSync(patterns)
    .filter((file) => !polyfillFiles.some((one) => file.endsWith(one)))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))

test('no script the build sends needs more than the oldest browsers have', () => {
  const scripts = read('.next/static/**/*.js')
  expect(scripts.length).toBeGreaterThan(20)
  expect(scripts.flatMap(({ file, text }) => findNewerScript(text).map((found) => `${file}: ${found}`))).toEqual([])
})

test('no style the build or the public pages send needs more than the oldest browsers have', () => {
  const styles = read('.next/static/**/*.css', 'public/*.css')
  expect(styles.length).toBeGreaterThan(5)
  expect(styles.flatMap(({ file, text }) => findNewerStyles(text).map((found) => `${file}: ${found}`))).toEqual([])
})

/** Each planted into a script or a style that is sent. */
const PLANTED_SCRIPTS: Record<string, string> = {
  toSorted: 'const a=b.toSorted((c,d)=>c-d)',
  'with of arrays': 'const a=b.with(0,1)',
  groupBy: 'const a=Object.groupBy(b,({c})=>c)',
  'union of sets': 'const a=b.union(c)',
  'helpers of iterators': 'const a=b.values().map(c).toArray()',
  withResolvers: 'const{promise:a}=Promise.withResolvers()',
  'canParse without looking': 'if(URL.canParse(b))c()',
  'requestIdleCallback without looking': 'requestIdleCallback(b)',
  'flag v': 'const a=/[\\p{L}--[a-z]]/v',
  'flags within an expression': 'const a=/(?i:b)c/',
  using: 'async function a(){await using b=c();}'
}
const PLANTED_STYLES: Record<string, string> = {
  'color-mix of variables': '.a{color:color-mix(in srgb,var(--b),transparent 90%)}',
  'light-dark': '.a{color:light-dark(#fff,#000)}',
  'our :has': '.table-grid__a:has(input:disabled)[data-b]{color:red}',
  ':has around a class of Mantine': '.a:has(.m_8fb7ebe7){color:red}',
  nesting: '.a{color:red;&:hover{color:blue}}',
  subgrid: '.a{grid-template-rows:subgrid}',
  '@starting-style': '@starting-style{.a{opacity:0}}',
  'unit lh': '.a{height:2lh}'
}

for (const [what, code] of Object.entries(PLANTED_SCRIPTS)) {
  test(`a script with ${what} is seen`, () => {
    expect(findNewerScript(`(()=>{"use strict";${code}})();`)).not.toEqual([])
  })
}

for (const [what, css] of Object.entries(PLANTED_STYLES)) {
  test(`a style with ${what} is seen`, () => {
    expect(findNewerStyles(`.b{color:red}${css}`)).not.toEqual([])
  })
}
