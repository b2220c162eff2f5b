// Beside the bundle Node leaves out the types of what it loads; where imports without an ending lead is told here.
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'

const ROOT = new URL('../../', import.meta.url)

registerHooks({
  resolve(specifier, context, next) {
    const isFromRoot = specifier.startsWith('@/')
    if (!isFromRoot && !specifier.startsWith('./')) return next(specifier, context)
    const { href } = new URL(isFromRoot ? specifier.slice(2) : specifier, isFromRoot ? ROOT : context.parentURL)
    const found = [`${href}.ts`, `${href}/index.ts`].find((file) => existsSync(new URL(file)))
    return next(found ?? specifier, context)
  }
})
