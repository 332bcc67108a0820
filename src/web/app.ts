import { join } from 'node:path'
import compression from 'compression'
import express, { type Express } from 'express'
import { packageRoot } from '../platform/root.js'
import { notFound, WebFault } from './faults.js'
import { allow, current } from './middleware/allow.js'
import { errors } from './middleware/errors.js'
import { httpsOnly } from './middleware/https.js'
import { requestLog } from './middleware/request-log.js'
import { formsOnly, sameOrigin } from './middleware/same-origin.js'
import { securityHeaders } from './middleware/security-headers.js'
import { csrf, patientRedirects, sessions } from './middleware/sessions.js'
import * as health from './pages/health.js'
import { unsubscriptions } from './pages/unsubscriptions.js'
import { webhooks } from './pages/webhooks.js'
import { styleSheet } from './render.js'
import { routes } from './routes.js'
import type { Services } from './services.js'

/** Assets carry their fingerprint in the URL: what is fetched once is never asked for again. */
const forEver = { immutable: true, maxAge: '1y', index: false, redirect: false } as const

function assets(app: Express): void {
  app.get(styleSheet.path, (_request, response) => {
    response.set('Cache-Control', 'public, max-age=31536000, immutable')
    response.type('css').send(styleSheet.text)
  })
  app.use('/assets', express.static(join(packageRoot, 'public'), forEver))
  app.use('/assets', (_request, _response, next) => next(notFound()))
}

/** Pages whose forms are sent by people who are not signed in. */
const formPaths = new Set(
  routes
    .filter(({ action, method }) => action === 'public' && method === 'post')
    .map((r) => r.path),
)

function pages(app: Express, services: Services): void {
  for (const { method, path, action, handler } of routes) {
    const guards = action === 'public' ? [] : [allow(action)]
    app[method](path, ...guards, async (request, response) => handler(services, request, response))
  }
  // What is known by another method only: say which, instead of pretending it is not there.
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method)
    app.all(path, (_request, response, next) => {
      response.set('Allow', methods.join(', ').toUpperCase())
      next(
        new WebFault(405, { title: 'This cannot be asked in this way.', advice: 'Use the page.' }),
      )
    })
  }
}

/**
 * The web application.
 * @param secret signs the session cookie
 */
export function createApp(services: Services, secret: string): Express {
  const { config, authenticator } = services
  const app = express()
  app.disable('x-powered-by')
  // Heroku's router is the one proxy in front; embedded there is none, and a header is just a claim.
  app.set('trust proxy', config.isProduction ? 1 : false)
  app.set('query parser', 'simple')
  app.use(requestLog(services))
  app.use(securityHeaders(config.appUrlOrigin.startsWith('https:')))
  app.get('/healthz', (request, response) => health.alive(services, request, response))
  app.get('/readyz', (request, response) => health.ready(services, request, response))
  // Elsewhere nobody says how the request came here: a redirect could go round in circles.
  if (config.isProduction) app.use(httpsOnly(config.appUrlOrigin))
  app.use(compression())
  assets(app)
  webhooks(app, services)
  unsubscriptions(app, services)
  app.use(formsOnly)
  app.use(express.urlencoded({ extended: false, limit: '100kb', parameterLimit: 100 }))
  app.use(sessions(services, secret))
  app.use(patientRedirects)
  app.use(authenticator.session())
  app.use(current(services))
  app.use(sameOrigin(config.appUrlOrigin))
  app.use(csrf(config.offersDemo ? new Set([...formPaths, '/']) : formPaths))
  pages(app, services)
  app.use((_request, _response, next) => next(notFound()))
  app.use(errors(services))
  return app
}
