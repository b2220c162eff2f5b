import { fileURLToPath } from 'node:url'

/** Next itself is installed with the product. */
export default { poweredByHeader: false, turbopack: { root: fileURLToPath(new URL('../../..', import.meta.url)) } }
