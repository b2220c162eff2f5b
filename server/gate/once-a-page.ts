/**
 * Reads once what header and page both need: while one page is rendered, results are remembered by identity of the arguments.
 * Outside of rendering, so in actions, routes and tests, it reads every time. The only thing of React that server/ imports.
 */
export { cache as onceAPage } from 'react'
