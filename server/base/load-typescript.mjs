// Outside the bundle Node strips types by itself; this adds the resolution of `@/` and of imports without an extension.
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
