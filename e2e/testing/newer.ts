import { type TransformOptions, transformSync } from 'esbuild'
import { Features, transform } from 'lightningcss'

/** The oldest supported browsers; the same as `browserslist` in package.json, in esbuild's notation. */
const OLDEST = ['chrome109', 'edge109', 'firefox115', 'safari16.4', 'ios16.4']

/**
 * APIs that one of the oldest browsers lacks at run time, as patterns of minified code; the second pattern is the feature detection
 * of a library. Syntax is not listed here, because esbuild knows it.
 */
const NEWER_APIS: Record<string, RegExp | [is: RegExp, asked: RegExp]> = {
  'Array: toSorted, toReversed, toSpliced (Chrome 110)': /\.(?:toSorted|toReversed|toSpliced)\b/,
  'Array.prototype.with (Chrome 110)': /\.with\(/,
  'Array.fromAsync (Chrome 121)': /\bArray\.fromAsync\b/,
  'Object.groupBy, Map.groupBy (Chrome 117)': /\b(?:Object|Map)\.groupBy\b/,
  'Set: union, intersection and the like (Chrome 122)':
    /\.(?:(?:union|intersection|difference|symmetricDifference)\(|isSubsetOf\b|isSupersetOf\b|isDisjointFrom\b)/,
  'helpers of iterators (Chrome 122)':
    /(?:\.(?:values|keys|entries)\(\)|\.matchAll\([^()]*\))\.(?:map|filter|take|drop|flatMap|reduce|toArray|forEach|some|every|find)\(|\bIterator\.(?:from|concat)\b/,
  'Map: getOrInsert (Chrome 145)': /\.getOrInsert(?:Computed)?\b/,
  'Promise.withResolvers (Chrome 119)': /\.withResolvers\b/,
  'Promise.try (Chrome 128)': /\bPromise\.try\b/,
  'String: isWellFormed, toWellFormed (Chrome 111)': /\.(?:isWellFormed|toWellFormed)\b/,
  // esbuild does not transform these.
  'flags within a regular expression (Chrome 125)': /\(\?(?:[ims]+(?:-[ims]*)?|-[ims]+):/,
  'RegExp.escape (Chrome 136)': /\bRegExp\.escape\b/,
  'Error.isError (Chrome 134)': /\bError\.isError\b/,
  'Math.sumPrecise, Math.f16round (Chrome 135)': /\bMath\.(?:sumPrecise|f16round)\b/,
  'ArrayBuffer.prototype.transfer (Chrome 114)': /\.transferToFixedLength\b|\.buffer\.transfer\(/,
  'Uint8Array: base64 and hex (Chrome 140)': /\.(?:fromBase64|toBase64|setFromBase64|fromHex|toHex|setFromHex)\b/,
  'Intl.Segmenter (Firefox 125), Intl.DurationFormat (Chrome 129)': /\bIntl\.(?:Segmenter|DurationFormat)\b/,
  'Temporal (Chrome 144)': /\bTemporal\.\w/,
  'Symbol.dispose (Chrome 134)': /\bSymbol\.(?:dispose|asyncDispose)\b/,
  'URL.canParse, URL.parse (Chrome 120)': [/\bURL\.(?:canParse|parse)\b/, /"canParse"in URL\|\|/],
  'AbortSignal.any (Chrome 116)': /\bAbortSignal\.any\b/,
  'Response.json (Safari 17)': /\bResponse\.json\b/,
  'ReadableStream.from (Chrome 145)': /\bReadableStream\.from\b/,
  'requestIdleCallback (not in Safari)': [/\brequestIdleCallback\(/, /typeof requestIdleCallback\b/],
  'scheduler (Firefox 142, Safari 26)': /\bscheduler\.(?:yield|postTask)\b/,
  'view transitions (Chrome 111)': [/\.startViewTransition\b/, /try\{var \w+=\w+\.startViewTransition\(/],
  'navigation (Firefox 147, Safari 26)': [
    /\bnavigation\.(?:navigate|addEventListener|currentEntry)\b/,
    /"object"==typeof navigation|void 0===window\.navigation\)return|!navigation\.transition\)/
  ],
  'checkVisibility (Safari 17.4)': [/\.checkVisibility\(/, /"checkVisibility"in \w+\)/],
  'popovers (Chrome 114)': /\.(?:showPopover|hidePopover|togglePopover)\b/,
  'setHTMLUnsafe, getHTML (Chrome 124)': /\.(?:setHTMLUnsafe|getHTML|parseHTMLUnsafe)\b/,
  'moveBefore (Chrome 133)': /\.moveBefore\b/,
  'highlights of CSS (Firefox 140)': /\bCSS\.highlights\b|\bnew Highlight\b/,
  'caretPositionFromPoint (Chrome 128)': [/\.caretPositionFromPoint\b/, /\.caretPositionFromPoint\)try\{/],
  'reading the clipboard (Firefox 127)': /\bclipboard\.read\b/,
  'EditContext (Chrome 121), CloseWatcher (Chrome 126)': /\bnew (?:EditContext|CloseWatcher)\b/,
  'contenteditable="plaintext-only" (Firefox 136)': /contentEditable[:=]"plaintext-only"|contenteditable:"plaintext-only"/
}

/** CSS that one of the oldest browsers ignores, with a visible effect. */
const NEWER_STYLES: Record<string, RegExp | [is: RegExp, asked: RegExp]> = {
  'color-mix (Chrome 111)': /\bcolor-mix\(/,
  'light-dark (Chrome 123)': /\blight-dark\(/,
  'relative colours (Chrome 119)': /\b(?:rgb|hsl|oklch|oklab|lab|lch|color)\(from /,
  'oklch, lab and the like (Chrome 111)': /[\s:,(](?:oklch|oklab|lab|lch|color)\(/,
  'round, mod, rem, sin and the like (Chrome 111)': /[\s:,(](?:round|mod|rem|sin|cos|tan|pow|sqrt|hypot|exp|sign|abs)\(/,
  'linear() easing (Chrome 113)': /[\s:,]linear\([^)]/,
  'subgrid (Chrome 117)': /\bsubgrid\b/,
  '@starting-style, @scope, @property, @view-transition, @position-try (Chrome 111 to 125, Firefox 128)':
    /@(?:starting-style|scope|property|view-transition|position-try|function)\b/,
  'anchors (Chrome 125)': /\banchor(?:-name|-size\(|\()|\bposition-(?:anchor|area)\b/,
  'popovers (Chrome 114)': /:popover-open\b/,
  'field-sizing (Chrome 123), interpolate-size (Chrome 129)': [
    /\b(?:field-sizing|interpolate-size)\s*:/,
    /@supports \{[^}]*(?:field-sizing|interpolate-size)/
  ],
  'queries of styles (Chrome 111)': /@container[^{]*\bstyle\(/,
  'units lh and rlh (Firefox 120), cap (Chrome 118)': /[:\s,(]\d*\.?\d+(?:r?lh|r?cap|rex|rch|ric)\b/,
  'overflow of one axis clipped, scrollbar-color alone (Safari 18.2)': /\bscrollbar-(?:color|gutter)\s*:/,
  'content with alternatives (Firefox 128)': /\bcontent\s*:\s*"[^"]*"\s*\/\s*"/,
  // Mantine uses it only for decoration (a disabled checkbox, space for a second icon) and works without it.
  ':has outside Mantine (Firefox 121)': /(?:^|[},;{])[^{},;]*(?<!\.m_[0-9a-f]{6,8}\S*):has\(/
}

/** What a script needs that one of the oldest browsers lacks, each with its position; an empty list means compatible. */
export function findNewerScript(code: string): string[] {
  return [...findPlaces(code, NEWER_APIS), ...findNewerSyntax(code)]
}

/** The same for styles. Rules inside @supports are exempt, because that is feature detection. */
export function findNewerStyles(css: string): string[] {
  const asked = css.replace(/@supports[^{]*/g, '@supports ')
  const lower = (include: number) => transform({ filename: 'styles.css', code: Buffer.from(css), include }).code.toString()
  const nesting = lower(0) === lower(Features.Nesting) ? [] : ['nesting (Chrome 120)']
  return [...findPlaces(asked, NEWER_STYLES), ...nesting]
}

/** Syntax that a browser lacks is syntax that esbuild transforms for it. */
function findNewerSyntax(code: string): string[] {
  const write = (target: string | string[]) => {
    // All of them support these character classes; only the set of Han characters differs.
    const options: TransformOptions = { minifyWhitespace: true, supported: { 'regexp-unicode-property-escapes': true } }
    return transformSync(code, { ...options, target }).code
  }
  const [own, lowered] = [write('esnext'), write(OLDEST)]
  if (own === lowered) return []
  let i = 0
  while (own[i] === lowered[i]) i++
  return [`syntax: ${own.slice(Math.max(0, i - 60), i + 60)}`]
}

function findPlaces(code: string, table: Record<string, RegExp | [is: RegExp, asked: RegExp]>): string[] {
  return Object.entries(table).flatMap(([what, pattern]) => {
    const [is, asked] = pattern instanceof RegExp ? [pattern] : pattern
    return [...code.matchAll(new RegExp(is, 'g'))].flatMap(({ index, 0: { length } }) => {
      const around = (before: number) => code.slice(Math.max(0, index - before), index + length + 40)
      return asked?.test(around(240)) ? [] : `${what}: …${around(80)}…`
    })
  })
}
