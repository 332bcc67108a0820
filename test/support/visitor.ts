import type { Express } from 'express'
import request, { type Response } from 'supertest'
import { expect } from 'vitest'
import { password } from './company.js'

/** The token of the first form on a page. */
export const tokenOf = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''

/** What a reader reads: no markup, and every kind of space as one. */
export const words = (html: string) =>
  html
    .replace(/<(script|style|select)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/[\s\u00a0\u2009\u202f]+/g, ' ')

/** The session cookie that an answer sets, as a request sends it; null where it sets none. */
export function cookieOf({ headers }: Response): string | null {
  const lines = (headers['set-cookie'] ?? []) as unknown as string[]
  return lines.find((line) => /^(__Host-)?session=/.test(line))?.split(';')[0] ?? null
}

/** Somebody with a browser: keeps cookies, sends forms with the token of the page they are on. */
export class Visitor {
  readonly agent: ReturnType<typeof request.agent>

  constructor(app: Express) {
    this.agent = request.agent(app)
  }

  get(path: string) {
    return this.agent.get(path)
  }

  /** Sends a form as it is. */
  send(path: string, fields: object) {
    return this.agent.post(path).type('form').send(fields)
  }

  async token(page: string): Promise<string> {
    return tokenOf((await this.get(page)).text)
  }

  /** Opens `page` and sends a form from it. */
  async post(page: string, path: string, fields: object): Promise<Response> {
    return this.send(path, { _csrf: await this.token(page), ...fields })
  }

  async trySignIn(email: string, typed = password, more: object = {}): Promise<Response> {
    return this.post('/sign-in', '/sign-in', { email, password: typed, ...more })
  }

  async signIn({ email }: { email: string }): Promise<this> {
    const response = await this.trySignIn(email)
    expect([response.status, response.headers.location]).toEqual([303, '/'])
    return this
  }

  async signOut(): Promise<Response> {
    return this.post('/repositories', '/sign-out', {})
  }
}
